import { apiStage } from '../../../lib/edge/api-stage.ts'
import { no, notShown, type Proof, yes } from '../proof.ts'

export const bypassRefused: Proof = {
  id: 'bypass-refused',
  async run({ stage, account, fetch }) {
    const apiId = await account.physicalId('front', 'RestApi')
    const address = `https://${apiId}.execute-api.${stage.region}.amazonaws.com/${apiStage}/v1/openapi.json`
    const response = await fetch(address).catch(() => undefined)
    if (response === undefined) return notShown('The address of the API does not respond.')
    const seen = { status: response.status }
    return response.status === 403 ? yes(seen) : no('The API answered a request that bypassed CloudFront.', seen)
  },
}
