import { PageHead } from '../../../ui/PageHead.tsx'

export function LoginAndMessage() {
  return <PageHead title="Login and Message" />
}
