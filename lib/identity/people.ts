/**
 * A user pool that meets both the project's own requirements and PCI DSS 8. A password has at least twelve characters
 * and differs from the last four passwords. Every sign-in requires a second factor, and people cannot register
 * themselves.
 */
import { Duration } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  CfnUserPool,
  CfnUserPoolClient,
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
import type { IssuerList } from '../../lambdas/identity/issuers.ts'
import { siteResourceServerOf } from '../../lambdas/identity/site-scope.ts'
import { chatBackendNameOf, prefixOf, retainsData } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { markStateful } from '../stateful-resource.ts'
import type { ZoneFunctionProps } from '../step-function.ts'
import { emailConfiguration } from './email-settings.ts'
import { poolIssuers } from './pool-issuers.ts'
import { addPoolTriggers, type PoolTriggersProps } from './pool-triggers.ts'

export interface PeopleProps extends ZoneFunctionProps, PoolTriggersProps {
  readonly signIn: Extract<StageSettings['signIn'], { kind: 'cognito' }>
  /** The address of the administration page. */
  readonly adminAddress: string
}

/** The maximum duration of a sign-in. The service enforces the same limit, regardless of the token. */
const maxSignInDuration = Duration.hours(12)

export class People extends Construct {
  readonly pool: UserPool
  /** The client of the agents' application. It uses the authorization code flow, with PKCE and without a secret. */
  readonly agents: UserPoolClient
  /** The settings with which the administration page signs people in. */
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
      // The classic page offers no passkeys, and does not make a remembered person authenticate again, even with
      // `prompt=login`.
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    markStateful(page, 'SignInPage', settings)
    for (const profile of Object.keys(builtInProfiles)) {
      const group = new CfnUserPoolGroup(this, profile, { userPoolId: this.pool.userPoolId, groupName: profile })
      markStateful(group, `${profile.replaceAll('-', '')}Group`, settings)
    }
    this.agents = agentsClient(this.pool, props)
    // Without a style, the page renders nothing for a client. Only the AWS console creates a style automatically.
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
    this.issuers = poolIssuers(this.pool.userPoolProviderUrl, this.agents.userPoolClientId)
  }
}

function userPool(scope: Construct, { settings, signIn }: PeopleProps): UserPool {
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
    // Only an administrator sets a person's site, and only once.
    customAttributes: { site: new StringAttribute({ minLen: 1, maxLen: 64, mutable: false }) },
    deletionProtection: retainsData(settings),
  })
  markStateful(pool, 'UserPool', settings)
  const made = pool.node.defaultChild
  // A passkey with user verification counts as two factors. Without this, a pool that requires a second factor accepts
  // no passkey.
  if (made instanceof CfnUserPool) {
    made.webAuthnFactorConfiguration = 'MULTI_FACTOR_WITH_USER_VERIFICATION'
    if (signIn.email) made.emailConfiguration = emailConfiguration(signIn.email)
  }
  return pool
}

function agentsClient(pool: UserPool, { signIn, adminAddress }: PeopleProps): UserPoolClient {
  const addresses = [...signIn.callbackAddresses, adminAddress]
  return pool.addClient('Agents', {
    generateSecret: false,
    // Without this flow, the sign-in page offers no passkey. The flow also allows sign-ins through Cognito's API
    // instead of the page, but they run the same triggers and require the same factors.
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
    // With a token for the application, people can change only one attribute, which the service never reads. The list
    // cannot be empty, because Cognito interprets an empty list as all attributes. The trigger that runs before a token
    // is issued prevents other changes, such as a new password, by removing the scope that allows them.
    // https://github.com/hashicorp/terraform-provider-aws/issues/28684
    readAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
  })
}

/**
 * Creates a machine client for each site's chat backend. The client's scope contains the site, because the trigger
 * trusts the scope that Cognito granted, never a client's own claim.
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
      const client = pool.addClient(`ChatBackend-${site}`, {
        userPoolClientName: chatBackendNameOf(settings, site),
        generateSecret: true,
        oAuth: {
          flows: { clientCredentials: true },
          scopes: [OAuthScope.resourceServer(sealform, conversations), OAuthScope.resourceServer(server, siteScope)],
        },
        preventUserExistenceErrors: true,
        enableTokenRevocation: true,
        accessTokenValidity: Duration.minutes(15),
      })
      allowOnlyRefresh(client)
    }
  }
}

/**
 * Allows a client only the flow for refresh tokens. Without a list of flows, Cognito allows sign-ins with a password,
 * and the CDK omits an empty list. The remaining flow needs a refresh token, which the client credentials flow does not
 * return.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
function allowOnlyRefresh({ node }: UserPoolClient): void {
  const made = node.defaultChild
  if (!(made instanceof CfnUserPoolClient)) throw new Error(`${node.path} has no client.`)
  made.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH']
}
