/** 扫码枪设置页。 */
import type { Words } from '../../language.ts';

export const zhScannerSetup: Words['scannerSetup'] = {
  open: '设置扫码枪',
  title: '设置扫码枪',
  ports: '扫码枪的端口；用数字小键盘选择',
  qr: '测试码（二维码）',
  matrix: '测试码（Data Matrix）',
  scan: '请扫描这个码。本页打开期间，扫码枪的内容不会送到别处。',
  listening: '正在接收……',
  heard: '已收到测试码。扫码枪的设置如下：',
  kept: '已保存，本站从现在起按此接收。',
  bytes: '收到的每个字节',
  parts: {
    start: '起始',
    prefix: '前缀',
    'code-id': '码制字母',
    aim: 'AIM 标识',
    eci: '字符集',
    code: '码的内容',
    suffix: '后缀',
    end: '结束符',
  },
  nothing: '无',
  now: '当前设置：',
  found: (end, prefix, suffix, ids) =>
    `${end === 'terminator' ? '每个码以 CR、LF、TAB 或 ETX 结束' : '每个码以静默结束'}；前面：${prefix}；后面：${suffix}${ids === 0 ? '' : '；有一个表示码制的字母'}。`,
  sounds: '哪一个能让扫码枪先响“好”、再响“坏”？请在“对扫码枪的应答”中选它。',
  keyboard: '扫码枪像键盘一样打字，这里收不到',
  makersIntro: '多数扫码枪出厂时是键盘模式，密钥会被打进最前面的窗口。请用厂商的设置码切换到串口（COM）模式。',
  makers: {
    honeywell: {
      maker: '霍尼韦尔 Xenon、Granit、Voyager',
      how: '串口模式是终端 ID 130（“USB Serial”）；如需核对后再响，还要扫描手册中的“Host ACK On”',
      from: 'Xenon/Granit User Guide，“Host Command Acknowledgment”',
    },
    zebra: {
      maker: '斑马 / Symbol',
      how: '“USB Device Type”设置码中的“Simple COM Port Emulation”或“USB CDC Host”',
      from: '该型号的 Product Reference Guide，“USB Interface”一章',
    },
    datalogic: {
      maker: 'Datalogic QuickScan、Magellan',
      how: '接口设置码中的“USB-COM”；之后即按本站的判断发声，不需要别的码',
      from: '该型号的 Product Reference Guide，“Host commands”',
    },
    newland: {
      maker: '新大陆 Newland',
      how: '在“进入设置”和“退出设置”之间扫描“USB COM Port Emulation”',
      from: 'NLS-HR52 用户手册，“Use of Programming Command”',
    },
    grow: {
      maker: 'GM65、GM67 等模块（杭州格罗）',
      how: '输出设置码中的“USB 虚拟串口”；9600 波特',
      from: 'GM65 用户手册',
    },
  },
  scanMaker: (maker) => `将${maker}的扫码枪设为串口模式`,
  untried: '扫描这个码。它按公开资料画出，没有在真实的扫码枪上试过：若扫码枪没有发出接受设置的声音，请扫描其手册中的码。',
  booklet: '它的设置码只在其手册中。',
  keep: '保存这样的设置',
  again: '重新接收',
  reset: '恢复常见设置',
  simulate: '放到模拟扫码枪下',
};
