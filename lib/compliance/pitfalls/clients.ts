/**
 * Rules about settings of user pool clients. If such a setting is missing or is an empty list, Cognito uses its
 * default.
 */
import * as z from 'zod/mini'
import { violatedWhen } from '../rule.ts'
import type { Pitfall } from './pitfall.ts'

const types = ['AWS::Cognito::UserPoolClient']
const Names = z._default(z.array(z.unknown()), [])

export const clients: readonly Pitfall[] = [
  {
    name: 'ClientListsItsAttributes',
    types,
    violation: 'A client with which people sign in lists no attribute that it may write, or an empty list.',
    rationale: 'Cognito takes an empty list as none: the client may write all standard attributes.',
    learnedFrom: 'https://github.com/hashicorp/terraform-provider-aws/issues/28684',
    isViolatedBy: violatedWhen(
      z.looseObject({ AllowedOAuthFlows: Names, WriteAttributes: z.optional(z.array(z.unknown())) }),
      ({ AllowedOAuthFlows: flows, WriteAttributes: attributes }) => {
        const isMachine = flows.length > 0 && flows.every((flow) => flow === 'client_credentials')
        return attributes === undefined ? !isMachine : attributes.length === 0
      },
    ),
  },
  {
    name: 'ClientListsItsAuthFlows',
    types,
    violation: 'A client lists no flows with which people may sign in, or an empty list.',
    rationale: 'Cognito then allows passwords (SRP) and custom challenges, also to a client of machines.',
    learnedFrom:
      'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html',
    isViolatedBy: violatedWhen(
      z.looseObject({ ExplicitAuthFlows: Names }),
      ({ ExplicitAuthFlows: flows }) => flows.length === 0,
    ),
  },
  {
    name: 'ClientHidesWhoExists',
    types,
    violation: 'A client does not prevent errors that reveal whether a person exists.',
    rationale: 'Without the setting Cognito answers UserNotFoundException.',
    learnedFrom: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html',
    isViolatedBy: violatedWhen(
      z.looseObject({ PreventUserExistenceErrors: z.optional(z.unknown()) }),
      ({ PreventUserExistenceErrors: setting }) => setting !== 'ENABLED',
    ),
  },
]
