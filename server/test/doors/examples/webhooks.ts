import { ofAccount, type Scene } from './kinds.ts'

const url = 'https://hooks.invalid/plenum'

async function endpointOf({ ours }: Scene) {
  const { endpoints } = await ours.owner.call('endpoint.list', {})
  for (const { endpointId } of endpoints.slice(5)) await ours.owner.call('endpoint.remove', { endpointId })
  const { endpoint } = await ours.owner.call('endpoint.add', { url })
  return endpoint.endpointId
}

const ofEndpoint = { by: 'owner', foreign: 'refused', input: async (scene: Scene) => ({ endpointId: await endpointOf(scene) }) } as const

export const webhooksExamples = {
  'endpoint.list': ofAccount(),
  'endpoint.add': ofAccount(() => ({ url })),
  'endpoint.remove': ofEndpoint,
  'endpoint.rotateSecret': ofEndpoint,
  'endpoint.test': ofEndpoint,
  'delivery.list': ofEndpoint,
  'delivery.repeat': {
    by: 'owner',
    foreign: 'refused',
    async input(scene: Scene) {
      const endpointId = await endpointOf(scene)
      await scene.ours.owner.call('endpoint.test', { endpointId })
      const { deliveries } = await scene.ours.owner.call('delivery.list', { endpointId })
      return { deliveryId: deliveries[0]!.deliveryId }
    },
  },
} as const
