/**
 * Checks the certificate for the stage's domain. Also checks that CloudFront does not already serve the domain for
 * another stage.
 */
import * as z from 'zod/mini'
import { edgeRegion } from '../../../lib/regions.ts'
import { isFailure } from '../aws/aws-failure.ts'
import { type Check, ok, problem, warning } from '../finding.ts'
import { distributionsOf } from './distributions.ts'

const Certificate = z.looseObject({
  Certificate: z.looseObject({
    Status: z.string(),
    SubjectAlternativeNames: z._default(z.array(z.string()), []),
    /** The end of the certificate's validity, in Unix seconds. */
    NotAfter: z.optional(z.number()),
    RenewalEligibility: z.optional(z.string()),
  }),
})

const dayMs = 86_400_000
const soonDays = 30

export const certificate: Check = {
  name: 'certificate',
  async run({ settings, readAws, now }) {
    const { domain, account } = settings
    if (domain === undefined) return ok('none needed: CloudFront has one for its own names')
    const { name, certificateArn: arn } = domain
    const owner = arn.split(':')[4]
    if (owner !== account) {
      return problem(
        `domain.certificateArn names a certificate of account ${owner}`,
        `Request a certificate for ${name} in ${edgeRegion} of account ${account}: CloudFront uses no other account's.`,
      )
    }
    const parameters = { CertificateArn: arn }
    const found = await readAws('acm:DescribeCertificate', Certificate, { region: edgeRegion, parameters }).catch(
      (failure: unknown) => {
        if (isFailure(failure, /ResourceNotFound/)) return undefined
        throw failure
      },
    )
    if (found === undefined) {
      return problem(
        'domain.certificateArn names no certificate that exists',
        `Request one for ${name} in ${edgeRegion}, and put its ARN into domain.certificateArn.`,
      )
    }
    const { Status, SubjectAlternativeNames: names, NotAfter, RenewalEligibility } = found.Certificate
    if (Status !== 'ISSUED') {
      return problem(
        `the certificate has the status ${Status}`,
        Status === 'PENDING_VALIDATION'
          ? 'Create the DNS record that ACM shows for it, and wait until it is ISSUED.'
          : `Request another one for ${name} in ${edgeRegion}.`,
      )
    }
    if (!names.some((each) => covers(each, name))) {
      return problem(`the certificate is for ${names.join(', ')}`, `Request one that covers ${name}.`)
    }
    const days = NotAfter === undefined ? Number.POSITIVE_INFINITY : (NotAfter * 1000 - now().getTime()) / dayMs
    if (days < soonDays && RenewalEligibility !== 'ELIGIBLE') {
      return warning(
        `the certificate ends in ${Math.floor(days)} days, and ACM does not renew it`,
        'Import the next one.',
      )
    }
    return ok(`issued, for ${name}`)
  },
}

/** Returns true if the pattern covers the name. A wildcard matches one label. */
const covers = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.startsWith('*.') && name.replace(/^[^.]+/, '*') === pattern)

export const domain: Check = {
  name: 'domain',
  async run({ settings, readAws, deployed }) {
    const name = settings.domain?.name
    if (name === undefined) return ok('none: the address is one of CloudFront')
    const user = (await distributionsOf(readAws)).find(({ domains }) => domains.includes(name))
    if (user === undefined) return ok(`${name} is free, as far as this account can see`)
    if ((await deployed()).resources.has(user.id)) return ok(`${name} is of this stage`)
    return problem(
      `${name} is of another CloudFront distribution, ${user.id}`,
      `Remove ${name} from that distribution first: CloudFront gives a domain to one distribution only.`,
    )
  },
}
