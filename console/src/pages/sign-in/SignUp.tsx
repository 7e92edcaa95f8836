import { PageHead } from '../../ui/PageHead.tsx'

export function SignUp() {
  return <PageHead title="Sign up" />
}
