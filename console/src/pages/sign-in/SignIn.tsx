import { PageHead } from '../../ui/PageHead.tsx'

export function SignIn() {
  return <PageHead title="Sign in" />
}
