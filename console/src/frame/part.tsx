import { type ComponentType, useEffect, useState } from 'react'
import { connection, lookForServer, whenConnected } from '../data/connection.ts'
import { Link } from '../ui/Link.tsx'

/**
 * A part of the console that is loaded when it is first needed. Browsers remember a script that could not be loaded and do not ask
 * again, so the server is looked for first: while it is not there the part waits, and what is on screen stays. Where the server is there
 * and the part is not, the console was built anew: whoever opens the part loads the page again.
 */
export function part<Name extends string, Module extends Record<Name, ComponentType<never>>>(
  load: () => Promise<Module>,
  name: Name,
): () => Promise<Pick<Module, Name>> {
  return async () => {
    await serverIsThere()
    return load().catch(() => ({ [name]: LoadedAnew }) as unknown as Pick<Module, Name>)
  }
}

async function serverIsThere() {
  while (!(await lookForServer())) {
    connection.lost()
    await whenConnected()
  }
}

const triedAt = 'plenum-loaded-anew'

/** Stands for a part that a new build has taken away. Loads the page anew once; what is still missing then is said. */
function LoadedAnew() {
  const [again] = useState(() => sessionStorage.getItem(triedAt) === location.href)
  useEffect(() => {
    if (!again) void loadAnew()
  }, [again])
  return again ? (
    <p role="alert">
      This page could not be loaded. <Link onClick={() => void loadAnew()}>Try again</Link>
    </p>
  ) : null
}

async function loadAnew() {
  await serverIsThere()
  sessionStorage.setItem(triedAt, location.href)
  location.reload()
}
