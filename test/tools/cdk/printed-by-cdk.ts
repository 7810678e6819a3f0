/** What the CDK of the lockfile prints, shortened: recorded in the emulated account. */

const heading = (name: string) => `Stack Sealform/${name} (sealform-demo-${name}) (aws://111122223333/us-east-1)\n`

export const unchanged = (name: string): string => `${heading(name)}There were no differences\n\n`

export const newStack = (name: string): string => `${heading(name)}Template
[+] Description Description: Sealform, stage demo: ${name}

IAM Statement Changes
┌───┬─────────────────────┬────────┬────────────────────┬─────────────────────────┬───────────┐
│   │ Resource            │ Effect │ Action             │ Principal               │ Condition │
├───┼─────────────────────┼────────┼────────────────────┼─────────────────────────┼───────────┤
│ + │ \${Logs.Arn}         │ Allow  │ kms:Decrypt        │ Service:logs.amazon.com │           │
│   │                     │        │ kms:Encrypt        │                         │           │
├───┼─────────────────────┼────────┼────────────────────┼─────────────────────────┼───────────┤
│ + │ \${Vault.Arn}        │ Allow  │ kms:Decrypt        │ AWS:\${Role}             │           │
├───┼─────────────────────┼────────┼────────────────────┼─────────────────────────┼───────────┤
│ + │ \${Topic}            │ Deny   │ sns:Publish        │ *                       │           │
└───┴─────────────────────┴────────┴────────────────────┴─────────────────────────┴───────────┘
(NOTE: There may be security-related changes not in this list. See https://github.com/aws/aws-cdk/issues/1299)

Parameters
[+] Parameter ${name}/BootstrapVersion BootstrapVersion: {"Type":"AWS::SSM::Parameter::Value<String>"}

Resources
[+] AWS::KMS::Key ${name}/Keys/Vault VaultKey
[+] AWS::KMS::Alias ${name}/Keys/Vault/Alias KeysVaultAlias

`

export const changedStack = `${heading('network')}Resources
[-] AWS::DynamoDB::Table network/Old OldTable destroy
[~] AWS::EC2::Subnet network/Network/Vpc/pciSubnet1/Subnet NetworkVpcpciSubnet1 replace
 └─ [~] AvailabilityZone (requires replacement)
     ├─ [-] us-east-1a
     └─ [+] us-east-1b
[~] AWS::EC2::VPC network/Network/Vpc NetworkVpc may be replaced
[+] AWS::EC2::Subnet network/Network/Vpc/pciSubnet2/Subnet NetworkVpcpciSubnet2

`

/** A network that is deployed in other zones than the settings name. */
export const otherZones = `${heading('network')}Outputs
[~] Output network/AvailabilityZones AvailabilityZones: {"Description":"The zones (of the network).","Value":"use1-az1,use1-az2,use1-az6"} to {"Description":"The zones (of the network).","Value":"use1-az1,use1-az2,use1-az4"}

`

export const counted = (stacks: number, ...texts: readonly string[]): string =>
  `warning of the app\n${texts.join('')}\n✨  Number of stacks with differences: ${stacks}\n\n`

export const deployed = `
✨  Synthesis time: 0.04s

sealform-demo-pages: start: Building Pages/upload-pages/Code
sealform-demo-pages: success: Built Pages/upload-pages/Code
Sealform/keys (sealform-demo-keys): deploying... [1/3]
sealform-demo-keys: creating CloudFormation changeset...
Sealform/vault (sealform-demo-vault)
Sealform/vault (sealform-demo-vault): deploying... [2/3]
sealform-demo-keys | 0/7 | 20:07:22 | CREATE_IN_PROGRESS      | AWS::CloudFormation::Stack | sealform-demo-keys 

 ✅  Sealform/keys (sealform-demo-keys)

✨  Deployment time: 0.14s

Outputs:
SealformkeysF4F66E39.ExportsOutput = arn:aws:kms:us-east-1:111122223333:key/e0f3ef24
Stack ARN:
arn:aws:cloudformation:us-east-1:111122223333:stack/sealform-demo-keys/712f8652

 ✅  Sealform/vault (sealform-demo-vault) (no changes)
Sealform/network (sealform-demo-network): deploying... [3/3]
`

export const succeeded = `${deployed}
 ✅  Sealform/network (sealform-demo-network)
`

export const failed = `${deployed}sealform-demo-network | 2/3 | 8:07:23 PM | CREATE_FAILED        | AWS::EC2::Subnet | NetworkVpcpciSubnet1 The CIDR conflicts
 ❌  sealform-demo-network failed: ToolkitError: The stack is in the state ROLLBACK_COMPLETE:
arn:aws:cloudformation:us-east-1:111122223333:stack/sealform-demo-network/712f8652
`

export const destroyed = `Sealform/vault (sealform-demo-vault): destroying... [1/2]
 ✅  Sealform/vault (sealform-demo-vault): destroyed
Sealform/keys (sealform-demo-keys): destroying... [2/2]

 ✅  Sealform/keys (sealform-demo-keys): destroyed
`
