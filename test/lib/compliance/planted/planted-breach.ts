/** A resource that breaks a rule of the pack, and one that complies with it. */
import { CfnResource, type Stack } from 'aws-cdk-lib'

export interface PlantedBreach {
  readonly rule: string
  readonly description: string
  readonly breach: (stack: Stack) => CfnResource
  /** The smallest compliant resource. Left out when another breach of the rule has one. */
  readonly compliant?: (stack: Stack) => CfnResource
}

export const resource = (type: string, properties: object) => (stack: Stack) =>
  new CfnResource(stack, 'Planted', { type, properties: { ...properties } })

export const allow = (parts: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...parts }] })
