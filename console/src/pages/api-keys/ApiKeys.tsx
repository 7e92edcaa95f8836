import { PageHead } from '../../ui/PageHead.tsx'

export function ApiKeys() {
  return <PageHead title="API keys" />
}
