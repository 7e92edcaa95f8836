import { billingRunFigure } from './billing-run.ts'
import { callbacksFigure } from './callbacks.ts'
import { estimateFigure } from './estimate.ts'
import { expiryFigure } from './expiry.ts'
import { firstLoadFigure } from './first-load.ts'
import { historyFigure } from './history.ts'
import { joinsFigure } from './joins.ts'
import { connectionsFigure } from './live/connections.ts'
import { fanOutFigure } from './live/fan-out.ts'
import { soakFigure } from './live/soak.ts'
import { steadyFigure } from './live/steady.ts'
import { managementFigure } from './management.ts'
import { memoryFigure } from './memory.ts'
import { messagesFigure } from './messages.ts'
import { peerFigure } from './peer.ts'
import { previewFigure } from './preview.ts'
import { startFigure } from './start.ts'
import { type Figure, printFigure } from './table.ts'
import { verifyFigure } from './verify.ts'

const figures: Record<string, () => Promise<Figure>> = {
  start: startFigure,
  preview: previewFigure,
  management: managementFigure,
  joins: joinsFigure,
  messages: messagesFigure,
  peer: peerFigure,
  'fan-out': fanOutFigure,
  steady: steadyFigure,
  connections: connectionsFigure,
  soak: soakFigure,
  history: historyFigure,
  expiry: expiryFigure,
  billing: billingRunFigure,
  estimate: estimateFigure,
  callbacks: callbacksFigure,
  memory: memoryFigure,
  verify: verifyFigure,
  console: firstLoadFigure,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in figures))
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. There are: ${Object.keys(figures).join(', ')}.`)
  process.exit(1)
}

for (const name of asked.length > 0 ? asked : Object.keys(figures)) {
  process.stderr.write(`measuring ${name} …\n`)
  printFigure(await figures[name]!())
}
