/** All checks except the one for the credentials, in the order in which they are printed. */
import type { Check } from '../finding.ts'
import { alarmAddresses } from './alarm-addresses.ts'
import { apiGatewayLogRole, apiGatewayRate } from './api-gateway.ts'
import { bootstrap } from './bootstrap.ts'
import { certificate, domain } from './certificate.ts'
import { concurrency } from './concurrency.ts'
import { edgeNamesCheck } from './names/edge-names.ts'
import { firewallNameCheck } from './names/firewall-name.ts'
import { logGroupNamesCheck } from './names/log-group-names.ts'
import { roleNamesCheck } from './names/role-names.ts'
import { signInDomainCheck } from './names/sign-in-domain.ts'
import { prefixList } from './prefix-list.ts'
import { quotaChecks } from './quotas.ts'
import { signInEmail } from './sign-in-email.ts'
import { trails } from './trails.ts'
import { zoneEndpoints, zones } from './zones.ts'

export const allChecks: readonly Check[] = [
  ...[bootstrap, zones, zoneEndpoints, prefixList],
  ...[concurrency, apiGatewayRate, ...quotaChecks],
  ...[roleNamesCheck, edgeNamesCheck, firewallNameCheck, logGroupNamesCheck, signInDomainCheck],
  ...[trails, apiGatewayLogRole, certificate, domain, alarmAddresses, signInEmail],
]
