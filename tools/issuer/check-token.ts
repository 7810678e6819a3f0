/** Checks an access token with the allow-list of a stage. */
import { Fault } from '../../lambdas/core/fault.ts'
import type { Principal } from '../../lambdas/core/people/principal.ts'
import type { TokenRule } from '../../lambdas/core/token-rule.ts'
import { conversationsScope } from '../../lambdas/identity/admission.ts'
import { signInEndsAt } from '../../lambdas/identity/session-rules.ts'
import { type TokenVerifierPorts, tokenChecker } from '../../lambdas/identity/verify-token.ts'
import { StageFailure } from '../stage/stage-failure.ts'
import { sentenceOf } from './rule-sentences.ts'

/** The result, as `--json` prints it. It contains no part of the token except the ids that the service uses. */
export type CheckResult =
  | { readonly accepted: false; readonly rule: TokenRule; readonly sentence: string }
  | { readonly accepted: true; readonly sees: Readonly<Record<string, string>> }

/**
 * Returns what the service would see.
 * @throws {StageFailure} with one sentence if the issuer's keys are not available
 */
export const checkToken = async (token: string, ports: TokenVerifierPorts): Promise<CheckResult> => {
  const checked = await tokenChecker(ports)(token).catch((error: unknown) => {
    throw error instanceof Fault ? new StageFailure(unavailable) : error
  })
  return 'principal' in checked
    ? { accepted: true, sees: seenIn(checked.principal) }
    : { accepted: false, rule: checked.refusedBy, sentence: sentenceOf(checked.refusedBy, checked.entry) }
}

const unavailable =
  'The keys of the issuer, or its discovery document, cannot be fetched, or are not those of the issuer in the settings.'

const seenIn = (principal: Principal): Readonly<Record<string, string>> =>
  principal.kind === 'person'
    ? {
        kind: 'person',
        site: principal.siteId,
        issuer: principal.issuer,
        subject: principal.subject,
        profile: principal.profile ?? 'none, unless an administrator of the site sets one',
        session: principal.sessionHash.slice(0, 16),
        signedInAt: new Date(principal.signedInAt).toISOString(),
        endsAt: new Date(signInEndsAt(principal)).toISOString(),
      }
    : {
        kind: 'machine',
        site: principal.siteId,
        issuer: principal.issuer,
        client: principal.clientId,
        agentsOf: principal.agentsOf,
        conversations: principal.scopes.includes(conversationsScope)
          ? 'may open and close conversations'
          : `may do nothing, because the scope ${conversationsScope} is missing`,
      }
