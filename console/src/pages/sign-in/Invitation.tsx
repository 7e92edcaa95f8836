import { PageHead } from '../../ui/PageHead.tsx'

export function Invitation() {
  return <PageHead title="Invitation" />
}
