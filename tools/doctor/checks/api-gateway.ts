/**
 * Checks the role with which API Gateway writes logs, and the limit on requests. An account has one such logging role
 * in each Region.
 */
import * as z from 'zod/mini'
import { type Check, ok, problem, warning } from '../finding.ts'

const Account = z.looseObject({
  cloudwatchRoleArn: z.optional(z.nullable(z.string())),
  throttleSettings: z.optional(z.looseObject({ rateLimit: z.number() })),
})

export const apiGatewayLogRole: Check = {
  name: 'API log role',
  async run({ settings, readAws, deployed }) {
    const { cloudwatchRoleArn } = await readAws('apigateway:GET', Account)
    const arn = cloudwatchRoleArn ?? undefined
    const thereAlready = settings.apiGatewayLogRole === 'there-already'
    if (arn === undefined || arn === '') {
      if (!thereAlready) return ok('none yet: the stage sets it')
      return problem(
        'API Gateway has no role for logs in this account and Region',
        'Set apiGatewayLogRole to made-here, or leave it out.',
      )
    }
    if (thereAlready) return ok(`the stage uses ${arn}`)
    if ((await deployed()).resources.has(arn.replace(/^.*\//, ''))) return ok('of this stage')
    return warning(
      `${arn} is set, and a deployment would replace it`,
      'Set apiGatewayLogRole to there-already, so that others of this account keep their role.',
    )
  },
}

/** The number of API requests for one form, from sending to retrieving, as in `docs/cost.md`. */
const requestsPerForm = 9
const fewRequests = 1_000

export const apiGatewayRate: Check = {
  name: 'API requests',
  async run({ settings: { region }, readAws }) {
    const { throttleSettings } = await readAws('apigateway:GET', Account)
    if (throttleSettings === undefined) return { state: 'unknown', found: 'API Gateway names no limit of requests' }
    const { rateLimit } = throttleSettings
    const found = `${rateLimit} requests a second in ${region}, for about ${Math.floor(rateLimit / requestsPerForm)} forms a second`
    if (rateLimit >= fewRequests) return ok(found)
    return warning(found, `Ask AWS for a higher "Throttle rate" (quota L-8A5B8E43 of apigateway) in ${region}.`)
  },
}
