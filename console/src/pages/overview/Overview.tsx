import { PageHead } from '../../ui/PageHead.tsx'

export function Overview() {
  return <PageHead title="Overview" />
}
