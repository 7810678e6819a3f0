/** Checks whether the CDK can deploy to both of the stage's Regions. */
import * as z from 'zod/mini'
import { regionsOf } from '../../cdk/cdk-arguments.ts'
import { isFailure } from '../aws/aws-failure.ts'
import { type Check, type CheckContext, type Found, ok, problem } from '../finding.ts'

/**
 * The version of the bootstrap stack that the templates need (`requiresBootstrapStackVersion` in the assembly). A test
 * compares the two.
 */
export const neededBootstrapVersion = 6

/**
 * The name of the parameter that contains the version of the bootstrap stack. The name includes the CDK's default
 * qualifier.
 */
const parameterName = '/cdk-bootstrap/hnb659fds/version'

const Parameter = z.looseObject({ Parameter: z.looseObject({ Value: z.string() }) })

export const bootstrap: Check = {
  name: 'bootstrap',
  run: (context) => Promise.all(regionsOf(context.settings).map((region) => checkRegion(context, region))),
}

const checkRegion = async ({ settings, readAws }: CheckContext, region: string): Promise<Found> => {
  const run = `Run npm run bootstrap -- ${settings.stage}.`
  try {
    const { Parameter: stored } = await readAws('ssm:GetParameter', Parameter, {
      region,
      parameters: { Name: parameterName },
    })
    const version = Number(stored.Value)
    if (version >= neededBootstrapVersion) return ok(`version ${version} in ${region}`)
    return problem(`version ${stored.Value} in ${region}, but the stage needs ${neededBootstrapVersion}`, run)
  } catch (failure) {
    if (!isFailure(failure, /ParameterNotFound/)) throw failure
    return problem(`the CDK is not bootstrapped in ${region}`, run)
  }
}
