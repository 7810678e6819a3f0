/** A finding about a resource, in one format for all tools. */
import { CfnResource } from 'aws-cdk-lib'
import type { StageName, Synthesised } from '../synthesised.ts'

export interface Finding {
  readonly stage: StageName
  /** The tool's own id of the rule; `<region>` and `<account>` replace those of the stage. */
  readonly rule: string
  /** The path of its construct: stack, construct, resource. */
  readonly on: string
  readonly description: string
}

/**
 * Shortens `Sealform/vault/Vault/DataKeysTable` to `vault/Vault/DataKeysTable`, also for the resource inside a
 * construct.
 */
export const shortConstructPath = (constructPath: string): string =>
  constructPath.replace(/^Sealform\//, '').replace(/\/(Resource|Default)$/, '')

/** Finds the construct path of a logical id. Throws for an unknown one. */
export function constructPathsIn({ stacks }: Synthesised): (stackName: string, logicalId: string) => string {
  const places = new Map<string, string>()
  for (const stack of stacks.values()) {
    for (const made of stack.node.findAll()) {
      if (!CfnResource.isCfnResource(made)) continue
      places.set(`${stack.stackName} ${stack.resolve(made.logicalId)}`, shortConstructPath(made.node.path))
    }
  }
  return (stackName, logicalId) => {
    const place = places.get(`${stackName} ${logicalId}`)
    if (place === undefined) throw new Error(`${stackName} has no ${logicalId}`)
    return place
  }
}

/** Removes the stage's Region and account, so that one entry fits every stage. */
export function ruleIn({ stacks }: Synthesised, rule: string): string {
  const [{ region, account } = { region: '', account: '' }] = [...stacks.values()]
  return rule.replaceAll(region, '<region>').replaceAll(account, '<account>')
}
