import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

/** Brazilian Portuguese, which most readers of Portuguese write, and which is read without trouble in Portugal, too. */
export const messages: Messages = {
  opening: 'Abrindo o formulário…',
  from: (site) => `Formulário seguro de ${site}`,
  formTitle: (form, site) => `${form}: formulário seguro de ${site}`,
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
    cardBrand: (brand) => `Cartão: ${brand}`,
    offTheRecord:
      'Sem registro: só a pessoa que lhe enviou este formulário pode ler esta resposta, na aba que está aberta agora. Ela não é guardada em lugar nenhum.',
  },
  errors: {
    fillIn: (question) => `Preencha este campo: ${question}`,
    choose: (question) => `Escolha uma resposta: ${question}`,
    chooseOne: (question) => `Escolha uma das respostas: ${question}`,
    characters: 'Verifique esta resposta: contém caracteres que não podem ser usados aqui',
    longer: 'Insira mais caracteres',
    shorter: 'Insira menos caracteres',
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
      `Encurte esta resposta: ${question}. Todas as respostas juntas são longas demais para serem enviadas`,
    cardNumber: {
      missing: 'Insira o número longo que está na frente do seu cartão',
      format: 'Insira apenas algarismos; espaços e hífens são aceitos',
      length: 'Insira todos os algarismos do número do cartão: são de 12 a 19',
      checksum: 'Verifique o número do cartão: um dos algarismos parece estar errado',
    },
    cardExpiry: {
      missing: (example) => `Insira o mês e o ano de validade do seu cartão, por exemplo, ${example}`,
      format: (example) => `Insira o mês e o ano, por exemplo, ${example}`,
      past: 'Este cartão expirou. Use outro cartão ou verifique a data',
    },
    cardCode: {
      missing: 'Insira o código de segurança de 3 ou 4 algarismos do seu cartão',
      format: 'Insira os 3 ou 4 algarismos do código de segurança, sem letras',
      length: 'Insira todos os algarismos do código de segurança: 3, ou 4 no American Express',
    },
    pin: { format: 'Insira apenas algarismos', length: 'Insira um PIN de 4 a 12 algarismos' },
    email: {
      missing: 'Insira o seu endereço de e-mail',
      format: 'Insira um endereço de e-mail no formato nome@example.com',
      length: 'Insira um endereço de e-mail mais curto',
    },
    phone: {
      missing: 'Insira o seu número de telefone',
      format: 'Insira um número de telefone em algarismos, por exemplo, +55 11 91234-5678',
      length: 'Insira o número de telefone completo: de 4 a 15 algarismos',
    },
    date: (example) => `Insira uma data que exista, com dia, mês e ano, por exemplo, ${example}`,
    number: (example) => `Insira um número em algarismos, por exemplo, ${example}`,
    iban: {
      format:
        'Insira um IBAN: duas letras, depois algarismos e letras, por exemplo, BR18 0036 0305 0000 1000 9795 493C 1',
      length: 'Insira o IBAN completo: de 15 a 34 algarismos e letras',
      checksum: 'Verifique o IBAN: um dos caracteres parece estar errado',
    },
    nationalId: {
      format: 'Use apenas letras, algarismos, espaços, pontos, barras, hífens, sinais de mais e parênteses',
      length: 'Insira o número completo: de 4 a 32 caracteres',
    },
  },
  fillIn: {
    review: 'Revisar',
    decline: 'Prefiro não responder',
    problem: 'Há um problema',
    keepOpen: 'Mantenha esta página aberta até enviar o formulário: o seu navegador não guarda nada dele.',
    notTaken: 'O serviço não aceitou estas respostas. Fale com o atendente no chat.',
    offline: 'Você está sem conexão. O que você escreveu fica nesta página e pode ser enviado quando a conexão voltar.',
    onlineAgain: 'A conexão voltou.',
  },
  review: {
    heading: 'Verifique as suas respostas',
    change: 'Alterar',
    goesTo: (site) =>
      `As suas respostas vão para a pessoa de ${site} que lhe enviou este formulário, e não para o chat.`,
    send: 'Enviar',
    back: 'Voltar',
    notAnswered: 'Sem resposta',
    sealed: '•••• selado para o seu atendente',
    sending: 'Enviando…',
    notArrived: 'As suas respostas não chegaram. Nada se perdeu: pressione o botão de novo.',
    later:
      'As suas respostas não chegaram: o serviço está muito ocupado neste momento. Espere um minuto e pressione o botão de novo.',
    unknown:
      'Ainda não sabemos se as suas respostas chegaram, porque o serviço não está acessível. Mantenha esta página aberta: ela continua perguntando. Você também pode pressionar o botão de novo: as respostas não podem chegar duas vezes.',
  },
  receipt: {
    title: (site) => `Enviado para ${site}`,
    heading: (site) => `As suas respostas foram enviadas para ${site}`,
    text: 'Chegaram em segurança. Você pode fechar este formulário e continuar a conversa.',
    to: 'Enviado para',
    toWhom: (site) => `A pessoa de ${site} que lhe enviou este formulário. Ninguém mais no chat pode lê-lo.`,
    when: 'Data',
    reference: 'Referência',
  },
  declineDialog: {
    title: 'Deixar este formulário sem preencher?',
    text: (site) =>
      `Nada do que você escreveu é enviado, e o atendente de ${site} saberá que você prefere não responder.`,
    yes: 'Sim, prefiro não responder',
    no: 'Voltar ao formulário',
    failed: 'Não foi possível avisar o atendente. Tente de novo.',
  },
  declined: {
    title: 'Não preenchido',
    heading: 'Você escolheu não preencher este formulário',
    text: (site) =>
      `Nada foi enviado para ${site}, e o atendente sabe disso. Se mudar de ideia, peça no chat que lhe enviem o formulário de novo.`,
  },
  moreTime: {
    title: 'Você precisa de mais tempo?',
    text: 'Este formulário fecha em cerca de dois minutos, para proteger o que você escreveu.',
    soon: 'Este formulário está prestes a fechar, para proteger o que você escreveu.',
    yes: 'Sim, preciso de mais tempo',
    no: 'Não',
    given: 'Agora você tem mais tempo.',
    unreachable: 'O serviço não está acessível neste momento. Tente de novo.',
    longest: 'Este formulário não pode ficar aberto por mais tempo. Envie-o agora.',
  },
  ended: {
    cancelled: 'Este formulário foi cancelado por quem o enviou.',
    closed: 'O chat terminou, por isso este formulário foi encerrado.',
    expired: 'Este formulário foi encerrado porque o tempo dele acabou.',
    unknown: 'Este formulário foi encerrado.',
    kept: 'O que você escreveu fica aqui até você sair da página, exceto o que não é registrado.',
    askAgain: 'Peça no chat que lhe enviem o formulário de novo.',
    newChat: 'Se ainda precisar do formulário, inicie um novo chat.',
  },
  notAvailable: {
    title: 'Este formulário não está disponível',
    heading: 'Este formulário não está disponível aqui',
    text: 'Um formulário abre em um só navegador e apenas durante algum tempo. Talvez tenha sido aberto em outro, tenha demorado demais ou a conversa tenha terminado.',
    ask: 'Peça ao atendente no chat que o envie de novo.',
  },
  damagedLink: {
    title: 'Este link não está completo',
    heading: 'Este link não está completo',
    text: 'Os formulários seguros abrem com o link inteiro do chat. Pressione-o no chat ou copie-o por completo.',
  },
  distrust: {
    title: 'Este formulário não é seguro',
    heading: 'Não preencha este formulário',
    text: 'Por isso, esta página não pode garantir que só o seu atendente poderia ler as suas respostas, e não as pede. Nada foi enviado. Avise o atendente no chat e peça um novo formulário.',
    'fingerprint-missing':
      'Falta no link a parte que prova quem pode ler as suas respostas. Talvez tenha sido cortada ao copiar.',
    'key-missing': 'Falta no formulário a chave que o atendente criou para ele.',
    'fingerprint-mismatch':
      'O formulário não é o que o atendente enviou: a chave, as perguntas ou a finalidade foram alteradas no caminho.',
  },
  unreachable: {
    title: 'O formulário não está acessível',
    heading: 'O formulário não está acessível neste momento',
    text: 'Talvez a conexão tenha caído. Nada foi gasto: você pode tentar de novo.',
    busy: 'O serviço está muito ocupado neste momento. Nada foi gasto: espere um minuto e tente de novo.',
    again: 'Tentar de novo',
  },
}
