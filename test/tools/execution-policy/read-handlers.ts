/** Reads AWS's own list of the permissions that CloudFormation needs for a resource type, from the schemas in cfn-lint. */
import { execFileSync } from 'node:child_process'
import { HandlerPermissions } from '../../../tools/execution-policy/handler-permissions.ts'

/**
 * `list` is left out, because CloudFormation uses it only to import resources. The names of services are in small
 * letters, as in a policy. Unknown kinds mean that the list of IAM's actions does not have the action.
 */
const program = `
import importlib.metadata, json, pathlib, sys, cfnlint
wanted, services = json.loads(sys.argv[1])
data = pathlib.Path(cfnlint.__file__).parent / 'data'
iam = json.loads((data / 'AdditionalSpecs/Policies.json').read_text())
types, actions = {}, {}
for file in (data / 'schemas').glob('resources/*.json'):
    schema = json.loads(file.read_text())
    if not isinstance(schema, dict) or schema.get('typeName') not in wanted:
        continue
    handlers = schema['handlers']
    found = {permission for name in handlers if name != 'list' for permission in handlers[name]['permissions']}
    found = {service.lower() + ':' + action for service, action in (each.split(':', 1) for each in found)}
    types[schema['typeName']] = sorted(each for each in found if each.split(':')[0] in services)
    for each in types[schema['typeName']]:
        service, action = each.split(':')
        known = iam.get(service, {}).get('Actions', {}).get(action.lower())
        if known is not None:
            actions[each] = 'of-resources' if known.get('Resources') else 'of-account'
print(json.dumps({'source': 'cfn-lint ' + importlib.metadata.version('cfn-lint'), 'types': types, 'actions': actions}))
`

/**
 * @param python the interpreter of an environment with cfn-lint
 * @param types such as `AWS::S3::Bucket`
 * @param services whose actions are of interest, such as `s3`
 */
export const readHandlers = (
  python: string,
  types: readonly string[],
  services: readonly string[],
): HandlerPermissions => {
  const printed = execFileSync(python, ['-c', program, JSON.stringify([types, services])], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const { types: unordered, actions, source } = HandlerPermissions.parse(JSON.parse(printed))
  return { source, types: sorted(unordered), actions: sorted(actions) }
}

const sorted = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)))
