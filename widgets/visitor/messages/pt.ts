import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

/** Brazilian spelling, with words and sentences that are natural in Portugal, too. */
export const messages: Messages = {
  opening: 'Abrindo o formulário…',
  from: (site) => `Formulário seguro de ${site}`,
  formTitle: (form, site) => `${form}: formulário seguro de ${site}`,
  start: {
    title: (site) => `Formulário seguro de ${site}`,
    heading: (site) => `${site} enviou-lhe um formulário seguro`,
    text: 'Só o atendente que o enviou pode ler as suas respostas. Elas não aparecem no chat.',
    oneBrowser: 'O formulário só pode ser aberto em um navegador. Use aquele em que deseja preenchê-lo.',
    open: 'Abrir o formulário',
  },
  errorTitle: (title) => `Erro: ${title}`,
  error: 'Erro: ',
  field: {
    optional: '(opcional)',
    show: 'Mostrar',
    hide: 'Ocultar',
    about: (action, question) => `${action}: ${question}`,
    choose: 'Escolha…',
    noAnswer: 'Sem resposta',
    yes: 'Sim',
    no: 'Não',
    day: 'Dia',
    month: 'Mês',
    year: 'Ano',
    dateHint: (example) => `Por exemplo, ${example}`,
    expiryHint: (example) => `Mês e ano, por exemplo, ${example}`,
    upTo: plural('pt', {
      one: 'No máximo # caractere',
      many: 'No máximo # de caracteres',
      other: 'No máximo # caracteres',
    }),
    cardBrand: (brand) => `Tipo de cartão: ${brand}`,
    offTheRecord: 'Nunca é guardada. Só o seu atendente pode ver esta resposta, uma única vez.',
  },
  errors: {
    fillIn: (question) => `Preencha este campo: ${question}`,
    choose: (question) => `Escolha uma resposta: ${question}`,
    chooseOne: (question) => `Escolha uma das respostas: ${question}`,
    symbol: (symbol) => `Remova este caractere: ${symbol}`,
    characters: 'Remova os caracteres que não são permitidos aqui',
    longer: 'Insira uma resposta mais longa',
    shorter: 'Insira uma resposta mais curta',
    atLeast: plural('pt', {
      one: 'Insira pelo menos # caractere',
      many: 'Insira pelo menos # de caracteres',
      other: 'Insira pelo menos # caracteres',
    }),
    atMost: plural('pt', {
      one: 'Insira no máximo # caractere',
      many: 'Insira no máximo # de caracteres',
      other: 'Insira no máximo # caracteres',
    }),
    tooLongTogether: (question) =>
      `Encurte esta resposta: ${question}. O conjunto das suas respostas é longo demais para ser enviado`,
    cardNumber: {
      missing: 'Insira o número do seu cartão',
      format: 'Insira apenas os dígitos do número do cartão',
      length: 'Verifique o número do cartão. Deve ter de 12 a 19 dígitos',
      checksum: 'Verifique o número do cartão. Parece estar incorreto',
    },
    cardExpiry: {
      missing: (example) => `Insira a data de validade do seu cartão, por exemplo, ${example}`,
      format: (example) => `Insira o mês e o ano, por exemplo, ${example}`,
      month: 'Verifique o mês. Deve estar entre 01 e 12',
      past: 'Este cartão expirou. Verifique a data ou use outro cartão',
    },
    cardCode: {
      missing: 'Insira o código de segurança do seu cartão',
      format: 'Insira apenas os dígitos do código de segurança',
      length: 'Verifique o código de segurança. Tem 3 dígitos, ou 4 nos cartões American Express',
      digits: plural('pt', {
        one: 'Verifique o código de segurança. Neste cartão, tem # dígito',
        many: 'Verifique o código de segurança. Neste cartão, tem # de dígitos',
        other: 'Verifique o código de segurança. Neste cartão, tem # dígitos',
      }),
    },
    pin: {
      missing: 'Insira o seu PIN',
      format: 'Insira apenas os dígitos do seu PIN',
      length: 'Insira um PIN de 4 a 12 dígitos',
    },
    email: {
      missing: 'Insira o seu endereço de e-mail',
      format: 'Insira um endereço de e-mail, por exemplo, nome@example.com',
      length: 'Insira um endereço de e-mail mais curto',
    },
    phone: {
      missing: 'Insira o seu número de telefone',
      format: 'Insira um número de telefone, por exemplo, +55 11 91234-5678',
      length: 'Verifique o número de telefone. Deve ter de 4 a 15 dígitos',
    },
    date: {
      missing: (example) => `Insira uma data, por exemplo, ${example}`,
      format: (example) => `Insira uma data válida, por exemplo, ${example}`,
      year: 'Insira o ano com 4 dígitos',
      from: (date) => `Insira uma data a partir de ${date}`,
      until: (date) => `Insira uma data até ${date}`,
      fromToday: 'Insira a data de hoje ou uma data posterior',
      untilToday: 'Insira a data de hoje ou uma data anterior',
    },
    number: (example) => `Insira um número, por exemplo, ${example}`,
    iban: {
      format: 'Insira um IBAN, por exemplo, BR18 0036 0305 0000 1000 9795 493C 1',
      length: 'Verifique o IBAN. Deve ter de 15 a 34 letras e dígitos',
      checksum: 'Verifique o IBAN. Parece estar incorreto',
    },
    nationalId: {
      format: 'Use apenas letras, dígitos, espaços e os caracteres . / - + ( )',
      length: 'Insira de 4 a 32 caracteres',
    },
  },
  fillIn: {
    review: 'Revisar',
    decline: 'Recusar',
    problem: 'Há um problema',
    keepOpen: 'Mantenha esta página aberta até enviar o formulário. Este navegador não poderá abri-lo de novo.',
    notTaken: 'Não foi possível aceitar estas respostas. Peça ajuda ao seu atendente no chat.',
    offline:
      'Não há conexão com a internet. As suas respostas permanecem nesta página. Envie-as quando a conexão voltar.',
    onlineAgain: 'A conexão com a internet voltou.',
  },
  review: {
    heading: 'Verifique as suas respostas',
    change: 'Alterar',
    goesTo: (site) =>
      `Só o atendente de ${site} que lhe enviou este formulário pode ler as suas respostas. Elas não aparecem no chat.`,
    send: 'Enviar',
    back: 'Voltar',
    notAnswered: 'Sem resposta',
    sealed: '•••• Só o seu atendente pode ver esta resposta',
    sending: 'Enviando…',
    notArrived: 'As suas respostas ainda não foram enviadas. Tente de novo.',
    later:
      'As suas respostas ainda não foram enviadas. Há muitos pedidos neste momento. Espere um minuto e tente de novo.',
    unknown:
      'Ainda não sabemos se as suas respostas foram enviadas. Mantenha esta página aberta durante a verificação. Também pode tentar de novo: nunca enviamos as suas respostas duas vezes.',
  },
  context: { purpose: 'Finalidade', amount: 'Valor', reference: 'Referência' },
  receipt: {
    title: (site) => `Enviado para ${site}`,
    heading: (site) => `As suas respostas foram enviadas para ${site}`,
    inChat: 'Pode continuar o chat.',
    onPage: 'Pode fechar esta página e voltar ao chat.',
    to: 'Enviado para',
    toWhom: (site) =>
      `O atendente de ${site} que lhe enviou este formulário. Mais ninguém no chat pode ler as suas respostas.`,
    when: 'Data e hora',
    number: 'Número de confirmação',
    print: 'Imprimir ou guardar',
  },
  declineDialog: {
    title: 'Recusar este formulário?',
    text: (site) => `Nada do que inseriu será enviado. O atendente de ${site} verá que o formulário foi recusado.`,
    yes: 'Recusar o formulário',
    no: 'Voltar ao formulário',
    failed: 'Não foi possível recusar o formulário. Tente de novo.',
  },
  declined: {
    title: 'Formulário recusado',
    heading: 'Você recusou este formulário',
    text: (site) =>
      `Nada foi enviado para ${site}. Se mudar de ideia, peça ao seu atendente no chat que envie o formulário de novo.`,
  },
  moreTime: {
    title: 'Precisa de mais tempo?',
    text: 'Este formulário será fechado em cerca de dois minutos para proteger as suas respostas.',
    soon: 'Este formulário está prestes a fechar para proteger as suas respostas.',
    yes: 'Preciso de mais tempo',
    no: 'Deixar o formulário fechar',
    given: 'Agora tem mais tempo.',
    unreachable: 'Não foi possível dar-lhe mais tempo. Tente de novo.',
    longest: 'Este formulário não pode ficar aberto por mais tempo. Envie-o agora.',
  },
  ended: {
    cancelled: 'O seu atendente cancelou este formulário.',
    closed: 'O chat terminou, por isso este formulário foi fechado.',
    expired: 'Este formulário expirou.',
    unknown: 'Este formulário já não está aberto.',
    kept: 'Pode copiar o que escreveu até sair desta página. As respostas que nunca são guardadas foram removidas.',
    askAgain: 'Peça ao seu atendente no chat que envie o formulário de novo.',
    newChat: 'Se ainda precisar do formulário, inicie um novo chat.',
  },
  notAvailable: {
    title: 'Este formulário não está disponível',
    heading: 'Este formulário não está disponível aqui',
    text: 'Um formulário abre em um só navegador e por tempo limitado. Talvez esteja aberto em outro navegador, tenha expirado ou o chat tenha terminado.',
    ask: 'Peça ao seu atendente no chat que envie o formulário de novo.',
  },
  damagedLink: {
    title: 'Este link está incompleto',
    heading: 'Este link está incompleto',
    text: 'Abra de novo o link a partir do chat ou copie-o por inteiro.',
  },
  distrust: {
    title: 'Este formulário não é seguro',
    heading: 'Não preencha este formulário',
    text: 'Não podemos garantir que só o seu atendente veja as suas respostas. Por isso, esta página não as pede. Nada foi enviado. Avise o seu atendente no chat e peça um novo formulário.',
    'fingerprint-missing':
      'Falta no link a parte que mostra quem pode ler as suas respostas. Talvez tenha sido cortada ao copiar.',
    'key-missing': 'Falta neste formulário a chave do seu atendente.',
    'fingerprint-mismatch':
      'Este não é o formulário que o seu atendente enviou. A chave, as perguntas ou a finalidade foram alteradas no caminho.',
  },
  unreachable: {
    title: 'O formulário não está acessível',
    heading: 'O formulário não está acessível neste momento',
    text: 'Verifique a sua conexão com a internet e tente de novo.',
    busy: 'Há muitos pedidos neste momento. Espere um minuto e tente de novo.',
    again: 'Tentar de novo',
  },
  unsupported: {
    title: 'Esta página não pode mostrar o formulário',
    heading: 'Esta página não pode mostrar o formulário',
    tooOld: 'Este navegador é muito antigo. Atualize-o ou abra o link em outro navegador. O link continua válido.',
    insecure:
      'A conexão com esta página não é segura. Abra de novo o link a partir do chat. Ele deve começar com https.',
    failed: 'Ocorreu um erro. Recarregue esta página ou abra o link em outro navegador. O link continua válido.',
    failedOpened:
      'Ocorreu um erro. Recarregue esta página. Se o problema continuar, peça ao seu atendente que envie o formulário de novo.',
    reload: 'Recarregar a página',
  },
}
