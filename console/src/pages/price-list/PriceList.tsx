import { PageHead } from '../../ui/PageHead.tsx'

export function PriceList() {
  return <PageHead title="Price list" />
}
