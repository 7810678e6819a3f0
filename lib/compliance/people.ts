/** Rules about who gets access, and how they authenticate (PCI DSS 7 and 8). */
import { CfnResource, Stack } from 'aws-cdk-lib'
import * as z from 'zod/mini'
import { propertiesOf, type Rule, violatedWhen } from './rule.ts'

const pool = ['AWS::Cognito::UserPool']
const Passwords = z.looseObject({
  Policies: z.looseObject({
    PasswordPolicy: z.looseObject({
      MinimumLength: z._default(z.number(), 8),
      RequireNumbers: z._default(z.boolean(), false),
      RequireLowercase: z._default(z.boolean(), false),
      RequireUppercase: z._default(z.boolean(), false),
      PasswordHistorySize: z._default(z.number(), 0),
    }),
  }),
})
const WithRole = z.looseObject({ Role: z.unknown() })
const Unit = z.enum(['seconds', 'minutes', 'hours', 'days'])
const minutesOf = { seconds: 1 / 60, minutes: 1, hours: 60, days: 24 * 60 } as const

export const people: readonly Rule[] = [
  {
    name: 'PasswordsAreLong',
    requirement: '8.3.6',
    types: pool,
    violation: 'Passwords may be shorter than twelve characters, or without letters or digits.',
    rationale: 'Twelve characters, letters and digits.',
    isViolatedBy: violatedWhen(Passwords, ({ Policies: { PasswordPolicy: policy } }) => {
      const letters = policy.RequireLowercase || policy.RequireUppercase
      return policy.MinimumLength < 12 || !policy.RequireNumbers || !letters
    }),
  },
  {
    name: 'PasswordsAreNotReused',
    requirement: '8.3.7',
    types: pool,
    violation: 'One of the last four passwords may be reused.',
    rationale: 'A new password differs from the last four.',
    isViolatedBy: violatedWhen(Passwords, ({ Policies: { PasswordPolicy: policy } }) => policy.PasswordHistorySize < 4),
  },
  {
    name: 'SecondFactorIsRequired',
    requirement: '8.4.2',
    types: pool,
    violation: 'A person may sign in with a password alone.',
    rationale: 'All access to account data requires a second factor.',
    isViolatedBy: violatedWhen(
      z.looseObject({ MfaConfiguration: z.string() }),
      ({ MfaConfiguration }) => MfaConfiguration !== 'ON',
    ),
  },
  {
    name: 'FailedSignInsAreCounted',
    requirement: '8.3.4',
    types: pool,
    violation: 'The pool has no triggers before and after a sign-in.',
    rationale:
      'Cognito locks an account for seconds to minutes; after ten failures the lock must last half an hour, or until the person’s identity is confirmed.',
    isViolatedBy: violatedWhen(
      z.looseObject({
        LambdaConfig: z.looseObject({ PreAuthentication: z.unknown(), PostAuthentication: z.unknown() }),
      }),
      ({ LambdaConfig: { PreAuthentication, PostAuthentication } }) => !PreAuthentication || !PostAuthentication,
    ),
  },
  {
    name: 'AccessTokensAreShortLived',
    requirement: '8.2.8',
    types: ['AWS::Cognito::UserPoolClient'],
    violation: 'An access token is valid for more than 15 minutes.',
    rationale: 'After 15 minutes of inactivity a person signs in again.',
    isViolatedBy: violatedWhen(
      z.looseObject({
        AccessTokenValidity: z.number(),
        TokenValidityUnits: z._default(z.looseObject({ AccessToken: z._default(Unit, 'hours') }), {
          AccessToken: 'hours',
        }),
      }),
      ({ AccessTokenValidity, TokenValidityUnits: { AccessToken } }) =>
        AccessTokenValidity * minutesOf[AccessToken] > 15,
    ),
  },
  {
    name: 'FunctionHasItsOwnRole',
    requirement: '7.2.5',
    types: ['AWS::Lambda::Function'],
    violation: 'The function shares its role with another function.',
    rationale: 'Each function has the permissions that it needs, and none that only another function needs.',
    isViolatedBy: (resource) => {
      const roleOf = (each: CfnResource) => JSON.stringify(WithRole.safeParse(propertiesOf(each)).data?.Role)
      const own = roleOf(resource)
      return Stack.of(resource)
        .node.findAll()
        .filter((each) => CfnResource.isCfnResource(each) && each !== resource)
        .some(
          (each) =>
            CfnResource.isCfnResource(each) && each.cfnResourceType === 'AWS::Lambda::Function' && roleOf(each) === own,
        )
    },
  },
]
