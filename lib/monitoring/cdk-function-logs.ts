/**
 * Creates log groups for the functions that the CDK adds for tasks that CloudFormation cannot do. Such a function has
 * no log group, but its role may create one. Without a log group of ours, Lambda would create one that is not encrypted
 * with our key, is retained forever, and remains when the stage is removed.
 */
import { CfnResource, CustomResourceProviderBase, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { logStatement } from '../role-statements.ts'
import { type LogGroupProps, logGroup } from './log-group.ts'

/**
 * Gives the functions that the CDK added to a stack one of the stage's log groups. Like the roles of our own functions,
 * their roles may write to it and cannot create another. Throws if there is no such function.
 */
export function addCdkFunctionLogs(scope: Construct, id: string, props: LogGroupProps): void {
  const group = logGroup(scope, id, props)
  const providers = Stack.of(scope)
    .node.findAll()
    .filter((each) => each instanceof CustomResourceProviderBase)
  if (providers.length === 0) throw new Error(`${id}: the CDK has added no function to this stack.`)
  for (const provider of providers) {
    const partOf = (name: string): CfnResource => {
      const part = provider.node.findChild(name)
      if (CfnResource.isCfnResource(part)) return part
      throw new Error(`${part.node.path} is not a resource.`)
    }
    partOf('Handler').addPropertyOverride('LoggingConfig', {
      LogFormat: 'JSON',
      ApplicationLogLevel: 'INFO',
      SystemLogLevel: 'WARN',
      LogGroup: group.logGroupName,
    })
    provider.addToRolePolicy(logStatement(group).toStatementJson())
    partOf('Role').addPropertyDeletionOverride('ManagedPolicyArns')
  }
}
