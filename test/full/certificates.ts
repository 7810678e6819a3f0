/**
 * A certificate authority and a certificate for the loopback address, created for one run and deleted with its folder.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './command.ts'

export interface Certificates {
  readonly authority: string
  readonly certificate: string
  readonly key: string
}

const ellipticKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Paths of PEM files in the folder. Throws if openssl is missing. */
export function makeCertificates(folder: string): Certificates {
  const at = (name: string) => join(folder, name)
  const authority = at('authority.pem')
  const extensions = at('extensions.cnf')
  const request = at('request.pem')
  const files = { authority, certificate: at('certificate.pem'), key: at('key.pem') }
  writeFileSync(extensions, 'subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=critical,CA:false\n')
  run('openssl', [
    ...['req', '-x509', '-days', '2', '-subj', '/CN=Sealform tests'],
    ...[...ellipticKey, '-keyout', at('authority-key.pem'), '-out', authority],
    ...['-addext', 'keyUsage=critical,keyCertSign'],
  ])
  run('openssl', ['req', '-subj', '/CN=127.0.0.1', ...ellipticKey, '-keyout', files.key, '-out', request])
  run('openssl', [
    ...['x509', '-req', '-days', '2', '-in', request, '-out', files.certificate, '-extfile', extensions],
    ...['-CA', authority, '-CAkey', at('authority-key.pem'), '-CAcreateserial'],
  ])
  return files
}
