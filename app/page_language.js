// Words that Streamlit itself writes in English, on the Chinese page; and the page's language, for readers that speak the page.
// Text is only ever set as text. What was put in the place of English comes back when the page turns to English.
(language) => {
  const EXACT = {
    "Skip to main content": "跳到正文",
    "App pages": "各页",
    "Link to heading": "到此标题的链接",
    "Choose an option": "请选择",
    "No results": "没有相符的",
    "Select all": "全选",
    "Selected values": "已选的值",
    "Clear all": "全部清除",
    "Open": "展开",
    "Close": "关闭",
    "Dismiss": "关闭",
    "Copy to clipboard": "复制",
    "Copied": "已复制",
    "Show/hide columns": "显示或隐藏列",
    "Download as CSV": "下载 CSV 表格",
    "Download as PNG": "下载 PNG 图片",
    "Search": "查找",
    "Type to search": "输入以查找",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Show data": "看数据",
    "Show chart": "看图",
    "Copy Vega-Lite spec": "复制图表定义",
    "Vega visualization": "图表",
    "file upload": "选择文件",
    "Upload": "选择文件",
    "Add files": "添加文件",
    "Error: ": "错误：",
    "Show password text": "显示密码",
    "Hide password text": "隐藏密码",
    "Page not found": "没有这个页面",
    "The page that you have requested does not seem to exist. Running the app's main page.": "地址中的页面不存在，现在显示首页。",
    "Connection error": "连接中断",
    "Connecting": "正在连接",
    "Connection lost. Please wait for the app to reconnect.": "连接中断，请等待重新连接。",
  };
  const PATTERNS = [
    [/^(\d+) options? available\.$/, "有 $1 个选项。"],
    [/^Remove (.+)$/, "移除 $1"],
    [/^Add: (.+)$/, "添加：$1"],
    [/^([\d.]+)\s?MB per file.*$/, "可拖放到这里，每个文件不超过 $1 MB"],
    [/^File must be ([\d.]+)MB or smaller\.$/, "文件不能超过 $1 MB。"],
  ];
  const ATTRIBUTES = ["aria-label", "placeholder", "title"];
  const OWN = ".pg-root, .pt-root, .pa-card, .pa-answer, script, style, code, [data-testid=stMarkdownContainer] blockquote";

  const chineseOf = (english) => {
    if (Object.hasOwn(EXACT, english)) return EXACT[english];
    const known = PATTERNS.find(([pattern]) => pattern.test(english));
    return known ? english.replace(known[0], known[1]) : null;
  };

  const page = (window.planPage ??= { changed: new WeakMap() });
  page.language = language;

  // A word stands in a text node or an attribute; what it said in English is kept with what was put there.
  const turn = (node, name, read, write) => {
    const all = page.changed.get(node) ?? {};
    const now = read();
    const before = all[name];
    if (page.language !== "zh") {
      if (before && before.chinese === now) write(before.english);
      return;
    }
    if (!now || (before && before.chinese === now)) return;
    const chinese = chineseOf(now);
    if (chinese === null) return;
    all[name] = { english: now, chinese };
    page.changed.set(node, all);
    write(chinese);
  };
  const turnText = (node) => node.parentElement?.closest(OWN) || turn(node, "text", () => node.nodeValue, (text) => (node.nodeValue = text));
  const turnElement = (element) => {
    if (element.closest(OWN)) return;
    for (const name of ATTRIBUTES) {
      if (element.hasAttribute(name)) turn(element, name, () => element.getAttribute(name), (text) => element.setAttribute(name, text));
    }
  };
  const turnAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) turnText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    turnElement(root);
    root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join(", ")).forEach(turnElement);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) turnText(texts.currentNode);
  };

  document.documentElement.lang = language;
  turnAll(document.body);
  page.watch ??= new MutationObserver((changes) => {
    if (page.language !== "zh") return;
    for (const change of changes) {
      if (change.type === "characterData") turnText(change.target);
      else if (change.type === "attributes") turnElement(change.target);
      else change.addedNodes.forEach(turnAll);
    }
  });
  page.watch.disconnect();
  page.watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
};
