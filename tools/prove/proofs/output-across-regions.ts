import { edgeRegion } from '../../../lib/regions.ts'
import { no, notShown, type Proof, yes } from '../proof.ts'

export const outputAcrossRegions: Proof = {
  id: 'output-across-regions',
  async run({ stage, origin, fetch }) {
    if (stage.region === edgeRegion) return notShown('The stage is in the Region of the firewall.')
    // The distribution uses an output from another Region. Without this output, CloudFormation could not have created
    // the distribution and the API.
    const { status } = await fetch(new URL('/v1/openapi.json', origin))
    return status === 200 ? yes({ status }) : no('The service does not answer.', { status })
  },
}
