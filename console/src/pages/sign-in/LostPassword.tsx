import { PageHead } from '../../ui/PageHead.tsx'

export function LostPassword() {
  return <PageHead title="Lost password" />
}
