import { PageHead } from '../../ui/PageHead.tsx'

export function Accounts() {
  return <PageHead title="Accounts" />
}
