/** All proofs that observe a deployed stage, in the order in which they run. Proofs that wait for logs come last. */
import type { Proof } from './proof.ts'
import { alarmPublished } from './proofs/alarm-published.ts'
import { authenticatorRemoved } from './proofs/authenticator-removed.ts'
import { bypassRefused } from './proofs/bypass-refused.ts'
import { conditionalRequests } from './proofs/conditional-requests.ts'
import { edgeFirewall } from './proofs/edge-firewall.ts'
import { erasure } from './proofs/erasure.ts'
import { failuresNotCached } from './proofs/failures-not-cached.ts'
import { holdingByIam } from './proofs/holding-by-iam.ts'
import { networkJoined } from './proofs/network-joined.ts'
import { backupAlarm, holdingLimit } from './proofs/not-attempted.ts'
import { outputAcrossRegions } from './proofs/output-across-regions.ts'
import { poolTriggers } from './proofs/pool-triggers.ts'
import { rotation } from './proofs/rotation.ts'
import { scopeOmitted } from './proofs/scope-omitted.ts'
import { socket } from './proofs/socket.ts'
import { trail } from './proofs/trail.ts'
import { upgrade } from './proofs/upgrade.ts'
import { vaultPolicies } from './proofs/vault-policies.ts'

export const allProofs: readonly Proof[] = [
  ...[poolTriggers, scopeOmitted, authenticatorRemoved],
  ...[holdingByIam, holdingLimit, vaultPolicies, backupAlarm],
  ...[conditionalRequests, failuresNotCached, bypassRefused, outputAcrossRegions],
  ...[socket, erasure, rotation, alarmPublished, networkJoined, edgeFirewall, trail, upgrade],
]
