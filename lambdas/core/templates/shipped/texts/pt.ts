import type { TemplateTexts } from './texts.ts'

export const pt: TemplateTexts = {
  cardPayment: {
    title: 'Pagamento com cartão',
    intro: 'Insira os dados do cartão com que deseja pagar. Os dados não aparecem no chat.',
    submitLabel: 'Enviar dados do cartão',
    cardholderName: { label: 'Nome no cartão', hint: 'Exatamente como está impresso no cartão.' },
    cardNumber: 'Número do cartão',
    cardExpiry: 'Data de validade',
    securityCode: {
      label: 'Código de segurança',
      hint: '3 algarismos no verso (Amex: 4 na frente)',
    },
    postalCode: {
      label: 'Código postal do endereço de faturação',
      hint: 'O endereço para onde vão os extratos do seu cartão.',
    },
  },
  identityCheck: {
    title: 'Verificação de identidade',
    intro:
      'Antes de podermos ajudar com a sua conta, confirme a sua identidade. As suas respostas não aparecem no chat.',
    submitLabel: 'Enviar respostas',
    fullName: { label: 'Nome completo', hint: 'Como aparece no seu documento oficial.' },
    dateOfBirth: 'Data de nascimento',
    documentKind: 'Que número vai indicar?',
    socialSecurity: 'Número de segurança social',
    identityCard: 'Documento de identidade',
    passport: 'Passaporte',
    drivingLicence: 'Carta de condução ou habilitação',
    nationalId: {
      label: 'O número',
      hint: 'De 4 a 32 letras e algarismos. Pode usar espaços, pontos, hífens e barras.',
    },
  },
  bankAccount: {
    title: 'Dados bancários',
    intro: 'Indique a conta que devemos usar. Os dados não aparecem no chat.',
    submitLabel: 'Enviar dados bancários',
    accountHolder: { label: 'Titular da conta', hint: 'O nome da pessoa ou da empresa a quem pertence a conta.' },
    iban: {
      label: 'IBAN',
      hint: 'Começa com duas letras que indicam o país e está nos seus extratos bancários. Pode usar espaços.',
    },
    accountKind: 'Tipo de conta',
    personal: 'Conta pessoal',
    business: 'Conta empresarial',
    mayUseAccount: 'A conta é sua ou tem autorização para usá-la?',
  },
}
