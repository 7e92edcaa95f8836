import { writeFile } from 'node:fs/promises'
import { endpointsPage } from '../doors/rest-v4/endpoints-page.ts'
import { services } from '../doors/rest-v4/services/services.ts'

await writeFile(new URL('../../../docs/im/rest-v4.md', import.meta.url), endpointsPage(services))
