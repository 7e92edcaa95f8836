import { PageHead } from '../../../ui/PageHead.tsx'

export function Ledger() {
  return <PageHead title="Ledger" />
}
