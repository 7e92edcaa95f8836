import { PageHead } from '../../../ui/PageHead.tsx'

export function BasicConfiguration() {
  return <PageHead title="Basic Configuration" />
}
