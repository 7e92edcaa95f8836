import { PageHead } from '../../ui/PageHead.tsx'

export function SetPassword() {
  return <PageHead title="Set password" />
}
