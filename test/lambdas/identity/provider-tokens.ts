/** Access tokens in the shape that five providers issue, with made-up values, and the settings that accept them. */
import { SiteId } from '../../../contracts/identifiers.ts'
import { type IssuerEntry, IssuerList, withStageSites } from '../../../lambdas/identity/issuers.ts'
import { entriesOf, ProviderPreset } from '../../../lib/identity/providers.ts'
import { nowSeconds } from './token-fixture.ts'

export interface ProviderTokens {
  readonly entries: readonly IssuerEntry[]
  /** The type in the header. */
  readonly typ: string | undefined
  readonly person: Readonly<Record<string, unknown>>
  readonly machine: Readonly<Record<string, unknown>>
  /** The ID token of the same sign-in. */
  readonly idToken: Readonly<Record<string, unknown>>
  readonly subject: string
  readonly backend: string
  /** A group or role without a profile. */
  readonly otherGroup: Readonly<Record<string, unknown>>
  /** The claims that identify the session, and the claim of the sign-in's time. */
  readonly session: readonly string[]
  readonly signedInAt: string
}

const times = { iat: nowSeconds - 60, exp: nowSeconds + 3_540 }
const signedInAt = nowSeconds - 900
const acme = SiteId.parse('acme')

const presetEntries = (settings: object): readonly IssuerEntry[] =>
  withStageSites(IssuerList.parse(entriesOf(ProviderPreset.parse(settings))), [acme])

const tenant = '11111111-2222-4333-8444-555555555555'
const entraIssuer = `https://login.microsoftonline.com/${tenant}/v2.0`
const entraApi = 'aaaaaaaa-0000-4000-8000-000000000001'
const entraDesk = 'aaaaaaaa-0000-4000-8000-000000000002'
const entraBackend = 'aaaaaaaa-0000-4000-8000-000000000003'
const entraObject = 'bbbbbbbb-0000-4000-8000-00000000000a'
const entraCommon = {
  aud: entraApi,
  iss: entraIssuer,
  ...times,
  nbf: times.iat,
  aio: 'ATQAy/8XAAAA',
  tid: tenant,
  ver: '2.0',
}

export const entra: ProviderTokens = {
  entries: presetEntries({
    provider: 'entra',
    issuer: entraIssuer,
    audience: entraApi,
    clientIds: [entraDesk],
    chatBackends: [entraBackend],
    sites: ['acme'],
    profiles: [
      { value: 'Sealform.Administrator', profile: 'administrator' },
      { value: 'Sealform.Agent', profile: 'agent' },
    ],
    mfa: { by: 'claim', claim: 'acrs', values: ['c1'] },
  }),
  typ: 'JWT',
  person: {
    ...entraCommon,
    ...{ auth_time: signedInAt, acrs: ['c1', 'p1'], azp: entraDesk, azpacr: '0', name: 'Ada', oid: entraObject },
    ...{ preferred_username: 'ada@acme.example', rh: '0.AXkA', roles: ['Sealform.Agent'], scp: 'Sealform.Use' },
    ...{ sid: '00000000-aaaa-4bbb-8ccc-000000000001', sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ', uti: 'fqiB' },
  },
  machine: {
    ...entraCommon,
    ...{ azp: entraBackend, azpacr: '1', idtyp: 'app', oid: 'cccccccc-0000-4000-8000-000000000001', rh: '0.AXkA' },
    ...{ roles: ['sealform/conversations'], sub: 'cccccccc-0000-4000-8000-000000000001', uti: 'fqiC' },
  },
  idToken: {
    ...{ aud: entraDesk, iss: entraIssuer, ...times, nbf: times.iat, tid: tenant, ver: '2.0', oid: entraObject },
    ...{ auth_time: signedInAt, roles: ['Sealform.Agent'], sub: 'AAAAAAAAAAAAAAAAAAAAAMLkPaaa', nonce: 'n-1' },
  },
  subject: entraObject,
  backend: entraBackend,
  otherGroup: { roles: ['Payroll.Reader'] },
  session: ['oid', 'auth_time'],
  signedInAt: 'auth_time',
}

const oktaIssuer = 'https://acme.okta.com/oauth2/aus1a2b3c4d5E6F7g8h9'
const oktaCommon = { ver: 1, iss: oktaIssuer, aud: 'api://sealform', ...times }

export const okta: ProviderTokens = {
  entries: presetEntries({
    provider: 'okta',
    issuer: oktaIssuer,
    audience: 'api://sealform',
    clientIds: ['0oa1desk'],
    chatBackends: ['0oa2backend'],
    sites: ['acme'],
    profiles: [
      { value: 'Sealform managers', profile: 'agent-manager' },
      { value: 'Sealform agents', profile: 'agent' },
    ],
    mfa: { by: 'claim', claim: 'amr', values: ['mfa'] },
  }),
  typ: undefined,
  person: {
    ...oktaCommon,
    ...{ jti: 'AT.tQ1', cid: '0oa1desk', uid: '00u1ada', sub: "o'brien+ada@acme.example", auth_time: signedInAt },
    ...{ scp: ['openid'], groups: ['Everyone', 'Sealform agents'], amr: ['mfa', 'otp', 'pwd'] },
  },
  machine: { ...oktaCommon, jti: 'AT.tQ2', cid: '0oa2backend', sub: '0oa2backend', scp: ['sealform/conversations'] },
  idToken: {
    ...{ ver: 1, iss: oktaIssuer, aud: '0oa1desk', ...times, jti: 'ID.tQ3', sub: '00u1ada', amr: ['mfa', 'pwd'] },
    ...{ auth_time: signedInAt, groups: ['Sealform agents'], at_hash: 'abc', idp: '00o1' },
  },
  subject: '00u1ada',
  backend: '0oa2backend',
  otherGroup: { groups: ['Everyone'] },
  session: ['uid', 'auth_time'],
  signedInAt: 'auth_time',
}

const auth0Issuer = 'https://acme.eu.auth0.com/'
const ns = 'https://sealform.acme.example/'
const auth0Common = { iss: auth0Issuer, ...times }

export const auth0: ProviderTokens = {
  entries: presetEntries({
    provider: 'auth0',
    issuer: auth0Issuer,
    audience: 'https://forms.acme.example',
    namespace: ns,
    clientIds: ['deskClient1'],
    chatBackends: ['backendClient1'],
    sites: ['acme'],
    mfa: { by: 'claim', claim: `${ns}amr`, values: ['mfa'] },
  }),
  typ: 'at+jwt',
  person: {
    ...auth0Common,
    ...{ sub: 'auth0|5f7c8ec7c33c6c004bbafe82', client_id: 'deskClient1', jti: '73Wak', scope: 'openid profile' },
    ...{ aud: ['https://forms.acme.example', 'https://acme.eu.auth0.com/userinfo'], [`${ns}roles`]: ['agent'] },
    ...{ [`${ns}session`]: 's1o2', [`${ns}auth_time`]: signedInAt, [`${ns}amr`]: ['pwd', 'mfa'] },
  },
  machine: {
    ...auth0Common,
    ...{ sub: 'backendClient1@clients', client_id: 'backendClient1', aud: 'https://forms.acme.example', jti: '73Wal' },
    scope: 'sealform/conversations',
  },
  idToken: {
    ...auth0Common,
    ...{ sub: 'auth0|5f7c8ec7c33c6c004bbafe82', aud: 'deskClient1', sid: 'sid-1', nonce: 'n-1' },
    ...{ [`${ns}roles`]: ['agent'], [`${ns}amr`]: ['mfa'] },
  },
  subject: 'auth0|5f7c8ec7c33c6c004bbafe82',
  backend: 'backendClient1',
  otherGroup: { [`${ns}roles`]: ['Not A Profile'] },
  session: ['sub', `${ns}session`, `${ns}auth_time`],
  signedInAt: `${ns}auth_time`,
}

const realm = 'https://sso.acme.example/realms/acme'
const ada = '36fa0f91-f94d-4a0c-afed-6b7d952e47da'
const keycloakCommon = { iss: realm, ...times, typ: 'Bearer' }

export const keycloak: ProviderTokens = {
  entries: presetEntries({
    provider: 'keycloak',
    issuer: realm,
    audience: 'sealform',
    clientIds: ['agent-desk'],
    chatBackends: ['chat-backend'],
    sites: ['acme', 'globex'],
    siteClaim: 'site',
    profiles: [{ value: 'sealform-agent', profile: 'agent' }],
    mfa: { by: 'claim', claim: 'acr', values: ['2'] },
  }),
  typ: 'JWT',
  person: {
    ...keycloakCommon,
    ...{
      auth_time: signedInAt,
      jti: 'onrtac:d58f',
      aud: ['sealform', 'account'],
      sub: ada,
      azp: 'agent-desk',
      acr: '2',
    },
    ...{ sid: '2a88c258-f73a-4103-b862-e1fbd8f4e04e', site: 'acme', scope: 'openid email profile' },
    ...{ realm_access: { roles: ['offline_access', 'uma_authorization', 'sealform-agent'] } },
    ...{ resource_access: { account: { roles: ['manage-account'] } }, preferred_username: 'ada' },
  },
  machine: {
    ...keycloakCommon,
    ...{ jti: 'trrtcc:3f2a', aud: ['sealform', 'account'], sub: '7ddaf89f-69eb-4eca-a9ca-aca112111986', acr: '1' },
    ...{ azp: 'chat-backend', client_id: 'chat-backend', site: 'acme', scope: 'sealform/conversations email' },
    ...{ clientHost: '192.0.2.1', clientAddress: '192.0.2.1', preferred_username: 'service-account-chat-backend' },
    realm_access: { roles: ['default-roles-acme'] },
  },
  idToken: {
    ...{ iss: realm, ...times, typ: 'ID', auth_time: signedInAt, aud: ['agent-desk', 'sealform'], azp: 'agent-desk' },
    ...{ sub: ada, sid: '2a88c258-f73a-4103-b862-e1fbd8f4e04e', acr: '2', site: 'acme' },
  },
  subject: ada,
  backend: 'chat-backend',
  otherGroup: { realm_access: { roles: ['offline_access'] } },
  session: ['sub', 'sid', 'auth_time'],
  signedInAt: 'auth_time',
}

const pool = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01'
const poolEntry = {
  issuer: pool,
  sites: 'of-this-stage',
  tokenUse: { by: 'claim', claim: 'token_use', value: 'access' },
}

export const cognito: ProviderTokens = {
  entries: withStageSites(
    IssuerList.parse([
      {
        ...poolEntry,
        kind: 'people',
        clientIds: ['3n4b5urk1ft4fl3mg5e62d9ado'],
        claims: { site: 'site', subject: 'username', profile: 'profile', session: 'origin_jti' },
        mfa: { by: 'issuer' },
      },
      { ...poolEntry, kind: 'machine', clientIds: { withScope: 'sealform/conversations' }, claims: { site: 'site' } },
    ]),
    [acme],
  ),
  typ: undefined,
  person: {
    ...{ sub: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', iss: pool, version: 2, client_id: '3n4b5urk1ft4fl3mg5e62d9ado' },
    ...{ origin_jti: 'oj-1', event_id: 'ev-1', token_use: 'access', scope: 'openid', auth_time: signedInAt, ...times },
    ...{ jti: 'j-1', username: 'ada', site: 'acme', profile: 'agent', 'cognito:groups': ['agent'] },
  },
  machine: {
    ...{ sub: '1example23456789', client_id: '1example23456789', iss: pool, token_use: 'access', version: 2, ...times },
    ...{ scope: 'sealform-sites-8/acme sealform/conversations', auth_time: times.iat, jti: 'j-2', site: 'acme' },
  },
  idToken: {
    ...{ sub: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', iss: pool, aud: '3n4b5urk1ft4fl3mg5e62d9ado', token_use: 'id' },
    ...{ origin_jti: 'oj-1', auth_time: signedInAt, ...times, 'cognito:username': 'ada', jti: 'j-3' },
  },
  subject: 'ada',
  backend: '1example23456789',
  otherGroup: { profile: 'Payroll' },
  session: ['origin_jti'],
  signedInAt: 'auth_time',
}

export const providers = { entra, okta, auth0, keycloak, cognito }
