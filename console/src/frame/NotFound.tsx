import { Link as RouterLink } from '@tanstack/react-router'
import { Empty } from '../ui/Faces.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function NotFound() {
  return (
    <div style={{ maxWidth: 640, margin: '0 auto', padding: '40px 20px' }}>
      <PageHead title="Nothing here" />
      <Empty action={<RouterLink to="/">To the overview</RouterLink>}>There is no page at this address, or you may not see it.</Empty>
    </div>
  )
}
