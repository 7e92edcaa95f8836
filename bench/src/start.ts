import { startPlenum, withFolder } from './plenum.ts'
import { median } from './quantile.ts'
import type { Figure } from './table.ts'

const rounds = 3

/** An operator's wait: `script/server` on an installed checkout until `/readyz` says so. */
export async function startFigure(): Promise<Figure> {
  const first: number[] = []
  const second: number[] = []
  for (let round = 0; round < rounds; round++) {
    await withFolder(async (folder) => {
      for (const seconds of [first, second]) {
        const plenum = await startPlenum(folder)
        seconds.push(plenum.secondsToReady)
        await plenum.stop()
      }
    })
  }
  return {
    title: 'Start',
    how: `script/server to /readyz, installed checkout, new data folder each round; median of ${rounds} rounds`,
    rows: [row('first start', median(first), 10), row('second start', median(second), 3)],
  }
}

function row(what: string, seconds: number, aim: number) {
  return { what, value: `${seconds.toFixed(2)} s`, aim: `${aim} s`, reached: seconds <= aim }
}
