import type { CommandName, Input, Output } from '@plenum/contract'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { call, type Failure } from './call.ts'
import { askWhoIsSignedIn, client } from './client.ts'

/** A command that changes something. Afterwards, refused or not, everything on screen is asked again. */
export function useChange<C extends CommandName>(command: C): UseMutationResult<Output<C>, Failure, Input<C>> {
  return useMutation<Output<C>, Failure, Input<C>>({
    mutationFn: (input) => call(command, input),
    onError: askWhoIsSignedIn,
    onSettled: () => {
      void client.invalidateQueries()
    },
  })
}
