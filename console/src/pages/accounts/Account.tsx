import { PageHead } from '../../ui/PageHead.tsx'

export function Account() {
  return <PageHead title="Account" />
}
