/** The settings for sign-in have complete types. */
import type { SealformServiceProps } from 'sealform/cdk'

export const preset: SealformServiceProps['signIn'] = {
  kind: 'issuers',
  issuers: [
    {
      provider: 'keycloak',
      issuer: 'https://login.example.com/realms/acme',
      audience: 'sealform',
      clientIds: ['agent-desk'],
      sites: ['acme'],
      mfa: { by: 'claim', claim: 'acr', values: ['2'] },
    },
  ],
}

export const incomplete: SealformServiceProps['signIn'] = {
  kind: 'issuers',
  // @ts-expect-error an entry needs more than its issuer
  issuers: [{ issuer: 'https://login.example.com' }],
}
