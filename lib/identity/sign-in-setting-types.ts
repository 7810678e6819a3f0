/** The settings for sign-in as an app passes them to the construct (lib/service-settings.ts). */
import type * as z from 'zod/mini'

/** The name of a claim, used as it is, or the path to a claim inside objects: `{ path: ['realm_access', 'roles'] }`. */
export type ClaimNameSetting = string | { readonly path: readonly string[] }

type JsonValue = z.core.util.JSONType

/** Amazon SES as the sender of the user pool's e-mails. */
export interface SignInEmailSettings {
  /** The sender: an e-mail address, or a name and an address such as `Acme <forms@example.com>`. */
  readonly from: string
  /** The ARN of the sender's identity in SES: a verified domain or address in the same account. */
  readonly identityArn: string
  /** The address for replies. */
  readonly replyTo?: string | undefined
}

/** A Cognito user pool of the stage's own. Its passwords, second factors and groups meet PCI DSS 8. */
export interface CognitoSignInSettings {
  readonly kind: 'cognito'
  /** The first part of the sign-in page's host name. It must be unique among all accounts of the Region. */
  readonly domainPrefix: string
  /** The addresses of your agent desktop to which people return after they sign in or sign out. At least one. */
  readonly callbackAddresses: readonly string[]
  /** Sends invitations and codes through your own Amazon SES. Without it, Cognito sends at most 50 e-mails a day. */
  readonly email?: SignInEmailSettings | undefined
}

/** Which profile a group or role gives. The first entry that applies is used. A person without any of them is refused. */
export interface ProfileSetting {
  /** The group or role. */
  readonly value: string
  /** The profile, such as `agent` or `administrator`. */
  readonly profile: string
}

/** How the service recognises a second factor: the issuer always requires one, or a claim has one of these values. */
export type SecondFactorSetting =
  | { readonly by: 'issuer' }
  | { readonly by: 'claim'; readonly claim: ClaimNameSetting; readonly values: readonly JsonValue[] }

interface ProviderSettings {
  /** The claim `iss` of the tokens, character by character. */
  readonly issuer: string
  /** The claim `aud` of access tokens: the identifier of the API at the provider. Never the id of a client. */
  readonly audience: string
  /** The public clients with which people sign in: the agent desktop and the administration page. */
  readonly clientIds: readonly string[]
  /** The machine clients of chat backends. They need the scope or role `sealform/conversations`. */
  readonly chatBackends?: readonly string[] | undefined
  /** The sites of these clients. Without `siteClaim`, list one site. */
  readonly sites: readonly string[] | 'of-this-stage'
  /** The claim that contains the site of each token. */
  readonly siteClaim?: ClaimNameSetting | undefined
  /** The claim of the groups or roles, if it is not the provider's usual one. */
  readonly profileClaim?: ClaimNameSetting | undefined
  /** Which group or role gives which profile. Without it, the claim must contain the name of one profile. */
  readonly profiles?: readonly ProfileSetting[] | undefined
  /** How the service recognises a second factor. */
  readonly mfa: SecondFactorSetting
}

/** A preset, which knows how a provider names its claims. docs/sign-in-providers.md says what to configure there. */
export type ProviderPresetSettings =
  | (ProviderSettings & { readonly provider: 'entra' | 'okta' | 'keycloak' })
  | (ProviderSettings & {
      readonly provider: 'auth0'
      /** The address in front of the names of the claims that the Action adds. It ends with a slash. */
      readonly namespace: string
    })

interface IssuerEntrySettings {
  /** The claim `iss` of the tokens. */
  readonly issuer: string
  /** The sites that these clients may act for. Without `claims.site`, list one site. */
  readonly sites: readonly string[] | 'of-this-stage'
  /** How an access token differs from an ID token: by its type `at+jwt` in the header, or by the value of a claim. */
  readonly tokenUse:
    | { readonly by: 'type' }
    | { readonly by: 'claim'; readonly claim: ClaimNameSetting; readonly value: JsonValue }
  /** Claims that every token must have. In a string value, `{client}` stands for the client's id. */
  readonly requiredClaims?: readonly { readonly claim: ClaimNameSetting; readonly value: JsonValue }[] | undefined
  /** The URL of the issuer's keys. By default `/.well-known/jwks.json` below the issuer. */
  readonly jwksUri?: string | undefined
  /** True if the URL of the keys is in the issuer's discovery document. */
  readonly discovery?: true | undefined
}

interface CommonClaims {
  /** The claim that contains the site. */
  readonly site?: ClaimNameSetting | undefined
  /** The claim that names the client. By default `client_id`, `azp`, `cid` or `appid`. */
  readonly client?: ClaimNameSetting | undefined
}

/** The tokens of people from an issuer for which there is no preset. */
export interface PeopleIssuerSettings extends IssuerEntrySettings {
  readonly kind: 'people'
  /** The service's own clients at this issuer. Tokens of other clients are refused. */
  readonly clientIds: readonly string[]
  /** Which claims contain what. */
  readonly claims: CommonClaims & {
    /** The id of the person. By default `sub`. */
    readonly subject?: ClaimNameSetting | undefined
    /** The profile, or the groups or roles that `profiles` maps to profiles. */
    readonly profile: ClaimNameSetting
    /** The claim that identifies the sign-in, or several together: `{ all: ['sub', 'auth_time'] }`. */
    readonly session: ClaimNameSetting | { readonly all: readonly ClaimNameSetting[] }
    /** The time of the sign-in. By default `auth_time`. */
    readonly signedInAt?: ClaimNameSetting | undefined
  }
  /** Which group or role gives which profile. Without it, the claim must contain the name of one profile. */
  readonly profiles?: readonly ProfileSetting[] | undefined
  /** How the service recognises a second factor. */
  readonly mfa: SecondFactorSetting
}

/** The tokens of chat backends from an issuer for which there is no preset. */
export interface MachineIssuerSettings extends IssuerEntrySettings {
  readonly kind: 'machine'
  /** The clients, or the scope that the issuer grants only to chat backends. */
  readonly clientIds: readonly string[] | { readonly withScope: string }
  /** Which claims contain what. */
  readonly claims: CommonClaims & {
    /** The scopes. By default `scope`. */
    readonly scopes?: ClaimNameSetting | undefined
  }
  /** The issuer of the agents whom this backend names. Required if a site has people of several issuers. */
  readonly agentsOf?: string | undefined
}

export type IssuerSettings = ProviderPresetSettings | PeopleIssuerSettings | MachineIssuerSettings

/** The sign-in to the administration page: a public client (PKCE) of one of the issuers. */
export interface AdminSignInSettings {
  /** One of the issuers of people. */
  readonly issuer: string
  /** The id of the client. It must be among the `clientIds` of that issuer. */
  readonly clientId: string
  /** The requested scopes, separated by spaces. By default `openid`. */
  readonly scope?: string | undefined
  /** Further parameters of the authorization request, such as `audience` or `acr_values`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined
  /** With `page`, signing out does not lead through the issuer. Use it if the issuer requires an ID token. By default `issuer`. */
  readonly signOut?: 'issuer' | 'page' | undefined
}

/** OpenID providers of your own. The stage then has no user pool. */
export interface IssuersSignInSettings {
  readonly kind: 'issuers'
  /** The issuers of people and of chat backends: presets for Entra, Okta, Auth0 and Keycloak, or entries for other providers. */
  readonly issuers: readonly IssuerSettings[]
  /** The sign-in to the administration page, which has none without this setting. */
  readonly admin?: AdminSignInSettings | undefined
}
