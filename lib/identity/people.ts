/**
 * A pool of people by the stricter of what was asked for and PCI DSS 8: twelve characters, none of the last four passwords, a
 * second factor always, nobody signs themselves up.
 */
import { Duration } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  CfnUserPool,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  ResourceServerScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { builtInProfiles } from '../../contracts/permissions.ts'
import type { SignInSettings } from '../../contracts/sign-in-settings.ts'
import { conversationsScope } from '../../lambdas/identity/admission.ts'
import type { IssuerList } from '../../lambdas/identity/issuers.ts'
import { siteResourceServerOf } from '../../lambdas/identity/site-scope.ts'
import { chatBackendNameOf, prefixOf, retainsData } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { markStateful } from '../stateful-resource.ts'
import type { ZoneFunctionProps } from '../step-function.ts'
import { addPoolTriggers, type PoolTriggersProps } from './pool-triggers.ts'

export interface PeopleProps extends ZoneFunctionProps, PoolTriggersProps {
  readonly signIn: Extract<StageSettings['signIn'], { kind: 'cognito' }>
  /** Where the administration page is. */
  readonly adminAddress: string
}

/** The longest that anybody stays signed in. The service asks for the same, whatever a token says. */
const maxSignInDuration = Duration.hours(12)

export class People extends Construct {
  readonly pool: UserPool
  /** The application of the agents: authorization code, with PKCE and without a secret. */
  readonly agents: UserPoolClient
  /** What the administration page must know to have somebody sign in. */
  readonly signIn: SignInSettings
  /** The allow-list of the authorizer. */
  readonly issuers: IssuerList

  constructor(scope: Construct, id: string, props: PeopleProps) {
    super(scope, id)
    const { settings, signIn } = props
    this.pool = userPool(this, props)
    addPoolTriggers(this, this.pool, props)
    const page = this.pool.addDomain('Page', {
      cognitoDomain: { domainPrefix: signIn.domainPrefix },
      // The classic page takes no passkey, and does not ask again whoever it remembers, whatever it is told (`prompt=login`).
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    markStateful(page, 'SignInPage', settings)
    for (const profile of Object.keys(builtInProfiles)) {
      const group = new CfnUserPoolGroup(this, profile, { userPoolId: this.pool.userPoolId, groupName: profile })
      markStateful(group, `${profile.replaceAll('-', '')}Group`, settings)
    }
    this.agents = agentsClient(this.pool, props)
    // To a client without a style the page shows nothing at all: only the console makes one by itself.
    new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: this.pool.userPoolId,
      clientId: this.agents.userPoolClientId,
      useCognitoProvidedValues: true,
    })
    this.signIn = {
      issuer: this.pool.userPoolProviderUrl,
      clientId: this.agents.userPoolClientId,
      authorizationEndpoint: `${page.baseUrl()}/oauth2/authorize`,
      tokenEndpoint: `${page.baseUrl()}/oauth2/token`,
      revocationEndpoint: `${page.baseUrl()}/oauth2/revoke`,
      endSessionEndpoint: `${page.baseUrl()}/logout`,
    }
    backendClients(this, this.pool, settings)
    this.issuers = [peopleEntry(this), machineEntry(this)]
  }
}

function userPool(scope: Construct, { settings }: PeopleProps): UserPool {
  const pool = new UserPool(scope, 'Pool', {
    userPoolName: prefixOf(settings),
    featurePlan: FeaturePlan.ESSENTIALS,
    selfSignUpEnabled: false,
    signInAliases: { username: true },
    signInCaseSensitive: false,
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    passwordPolicy: {
      minLength: 12,
      requireDigits: true,
      requireLowercase: true,
      requireUppercase: true,
      requireSymbols: false,
      passwordHistorySize: 4,
      tempPasswordValidity: Duration.days(1),
    },
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
    passkeyUserVerification: PasskeyUserVerification.REQUIRED,
    // Which site somebody works for is an administrator's to say, once.
    customAttributes: { site: new StringAttribute({ minLen: 1, maxLen: 64, mutable: false }) },
    deletionProtection: retainsData(settings),
  })
  markStateful(pool, 'UserPool', settings)
  const made = pool.node.defaultChild
  // A passkey that verifies its holder is two factors: without this, the pool would take none beside a required second one.
  if (made instanceof CfnUserPool) made.webAuthnFactorConfiguration = 'MULTI_FACTOR_WITH_USER_VERIFICATION'
  return pool
}

function agentsClient(pool: UserPool, { signIn, adminAddress }: PeopleProps): UserPoolClient {
  const addresses = [...signIn.callbackAddresses, adminAddress]
  return pool.addClient('Agents', {
    generateSecret: false,
    // Without it the sign-in page offers no passkey. Cognito's API takes it as well, past the page, with the same triggers and factors.
    // https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-managedlogin.html
    authFlows: { user: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID],
      callbackUrls: addresses,
      logoutUrls: addresses,
    },
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: maxSignInDuration,
    // Nobody changes anything about themselves through a token of the application; what this does not cover, such as the password,
    // the trigger before a token does, which leaves out the scope for it.
    readAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    writeAttributes: new ClientAttributes(),
  })
}

/**
 * A machine client for the chat backend of each site, and a scope that says which site it is: the trigger believes what Cognito
 * granted, never what a client says of itself.
 */
function backendClients(scope: Construct, pool: UserPool, settings: StageSettings): void {
  const { sites } = settings
  const conversations = new ResourceServerScope({
    scopeName: 'conversations',
    scopeDescription: 'Open, transfer and close conversations.',
  })
  const sealform = pool.addResourceServer('Sealform', { identifier: 'sealform', scopes: [conversations] })
  for (const [identifier, served] of Map.groupBy(sites, siteResourceServerOf)) {
    const scopes = served.map((site) => ({
      site,
      scope: new ResourceServerScope({ scopeName: site, scopeDescription: `The site ${site}.` }),
    }))
    const server = new UserPoolResourceServer(scope, identifier, {
      userPool: pool,
      identifier,
      scopes: scopes.map((each) => each.scope),
    })
    for (const { site, scope: siteScope } of scopes) {
      pool.addClient(`ChatBackend-${site}`, {
        userPoolClientName: chatBackendNameOf(settings, site),
        generateSecret: true,
        oAuth: {
          flows: { clientCredentials: true },
          scopes: [OAuthScope.resourceServer(sealform, conversations), OAuthScope.resourceServer(server, siteScope)],
        },
        authFlows: {},
        enableTokenRevocation: true,
        accessTokenValidity: Duration.minutes(15),
      })
    }
  }
}

const accessTokenUse = { by: 'claim', claim: 'token_use', value: 'access' } as const

const peopleEntry = ({ pool, agents }: People): IssuerList[number] => ({
  kind: 'people',
  issuer: pool.userPoolProviderUrl,
  clientIds: [agents.userPoolClientId],
  // Which of them somebody works for, only the pool's administrators say.
  sites: 'of-this-stage',
  tokenUse: accessTokenUse,
  claims: { site: 'site', subject: 'username', profile: 'profile', session: 'origin_jti', signedInAt: 'auth_time' },
  mfa: { by: 'issuer' },
})

const machineEntry = ({ pool }: People): IssuerList[number] => ({
  kind: 'machine',
  issuer: pool.userPoolProviderUrl,
  clientIds: { withScope: conversationsScope },
  sites: 'of-this-stage',
  tokenUse: accessTokenUse,
  claims: { site: 'site' },
})
