import { PageHead } from '../../ui/PageHead.tsx'

export function People() {
  return <PageHead title="People" />
}
