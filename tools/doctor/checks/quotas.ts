/** Checks the quotas that a new stage could exceed. */
import * as z from 'zod/mini'
import { edgeRegion } from '../../../lib/regions.ts'
import type { StageSettings } from '../../../lib/stage-settings.ts'
import { isFailure } from '../aws/aws-failure.ts'
import { xmlList } from '../aws/reply.ts'
import { type Check, type CheckContext, type Found, ok, problem } from '../finding.ts'
import { roleNames, stackIds } from '../stage-resources.ts'
import { accountRoles } from './account-roles.ts'
import { distributionsOf } from './distributions.ts'
import { cachePolicies, responseHeadersPolicies } from './names/edge-names.ts'

interface Quota {
  readonly name: string
  readonly what: string
  readonly service: string
  readonly code: string
  readonly global?: boolean
  readonly used: (context: CheckContext) => Promise<number>
  /** Returns the number of additional resources that the stage needs. */
  readonly needed: (existing: readonly string[], settings: StageSettings) => number
}

const Vpcs = z.looseObject({ vpcSet: xmlList('item', z.unknown()) })
const Value = z.looseObject({ Quota: z.looseObject({ Value: z.number() }) })

const oneWithout = (stack: string) => (existing: readonly string[]) => (existing.includes(stack) ? 0 : 1)

const quotas: readonly Quota[] = [
  {
    ...{ name: 'VPCs', what: 'VPCs', service: 'vpc', code: 'L-F678F1CE', needed: oneWithout('network') },
    used: async ({ readAws }) => (await readAws('ec2:DescribeVpcs', Vpcs)).vpcSet.length,
  },
  {
    ...{ name: 'stacks', what: 'CloudFormation stacks', service: 'cloudformation', code: 'L-0485CB21' },
    needed: (existing) => stackIds.length - existing.length,
    used: async ({ deployed }) => (await deployed()).stacksInRegion,
  },
  {
    ...{
      name: 'distributions',
      what: 'CloudFront distributions',
      service: 'cloudfront',
      code: 'L-24B04930',
      global: true,
    },
    needed: oneWithout('front'),
    used: async ({ readAws }) => (await distributionsOf(readAws)).length,
  },
  {
    ...{
      name: 'cache policies',
      what: 'cache policies of CloudFront',
      service: 'cloudfront',
      code: 'L-7D134442',
      global: true,
    },
    needed: oneWithout('front'),
    used: async ({ readAws }) => (await cachePolicies(readAws)).length,
  },
  {
    ...{
      name: 'headers policies',
      what: 'response headers policies of CloudFront',
      service: 'cloudfront',
      code: 'L-CF0D4FC5',
    },
    ...{ global: true, needed: oneWithout('front') },
    used: async ({ readAws }) => (await responseHeadersPolicies(readAws)).length,
  },
  {
    ...{ name: 'roles', what: 'roles of IAM', service: 'iam', code: 'L-FE177D64', global: true },
    needed: (existing, settings) => (existing.includes('control-zone') ? 0 : roleNames(settings).length),
    used: async ({ readAws }) => (await accountRoles(readAws)).length,
  },
]

export const quotaChecks: readonly Check[] = quotas.map((quota) => ({
  name: `quota: ${quota.name}`,
  run: (context) => checkQuota(context, quota),
}))

const checkQuota = async (context: CheckContext, quota: Quota): Promise<Found> => {
  const { what, service, code, global = false } = quota
  const region = global ? edgeRegion : context.settings.region
  const limit = await limitOf(context, { region, parameters: { ServiceCode: service, QuotaCode: code } })
  const used = await quota.used(context)
  const needed = quota.needed((await context.deployed()).stacks, context.settings)
  const found = `${what}: ${used} of ${limit} used, the stage needs ${needed} more`
  if (used + needed <= limit) return ok(found)
  return problem(
    found,
    `Remove ${what} that are no longer needed${global ? '' : ` in ${region}`}, or ask AWS for a higher quota ${code} of ${service}.`,
  )
}

/**
 * Returns the account's limit for a quota. AWS lists a limit for the account only if the account's owner has requested
 * one. Otherwise, the default applies.
 */
const limitOf = async ({ readAws }: CheckContext, request: Parameters<CheckContext['readAws']>[2]): Promise<number> => {
  try {
    return (await readAws('servicequotas:GetServiceQuota', Value, request)).Quota.Value
  } catch (failure) {
    if (!isFailure(failure, /NoSuchResource/)) throw failure
    return (await readAws('servicequotas:GetAWSDefaultServiceQuota', Value, request)).Quota.Value
  }
}
