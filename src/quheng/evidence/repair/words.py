"""The characters and words by which the repairs decide."""

from __future__ import annotations

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
"""Chinese characters, as the inside of a character class."""

FINAL = "。！？；：!?;:…"
"""Marks after which a line may end."""

CLOSERS = "”’」』》〉）)】]\"'"
"""Marks that may follow the final mark."""

MEASURE = (
    r"(?:[%‰‱万亿元个人家户件项亩吨倍岁位名所台套辆条座起例张次期门份处宗种名栋部笔批对只头席届"
    r"]|千(?:米|瓦|克|伏|人|户|亩|公顷|吨|家|元)|百(?:万|亿)|成(?![立为都功本长员果效])|余[万亿个人家户件项亩名次所条]"
    r"|平方|立方|公里|公顷|公斤|毫米|米(?![兰字色])|美元|港元|车次|床|微克|标准|摄氏|小时|分钟|天(?!然|津|气|水|河))"
)
"""What may follow the last digit of a number as its measure, the calendar's words not among them."""

NO_MEASURE = (
    r"(?:人(?:均|民|口|才|社|力|大|工|居|文|员)|家(?:庭|长|乡|具|电|禽|政|居)|个(?:人|体|税|别|性)|户(?:均|籍|外|口)"
    r"|件(?:均)|项目|元(?:旦|月|素|器)|位(?:于|列|居|置)|名(?:录|单|优|牌|义|称)|所(?:有|得|在|属|以)|台(?:账|湾|州|风|阶)"
    r"|条(?:例|件)|起(?:草|步|到|来)|例(?:如)|次(?:年|要)|期(?:末|初|间|限|货|刊)|门(?:诊|户|票|店|类)|份(?:额)"
    r"|处(?:理|置|于|级)|种(?:植|子|类|养|粮)|部(?:分|门|署|委)|批(?:发|零|准|复)|对(?:外|口|全|于|比|接|象|标)|只有"
    r"|头(?:部)|成都|标准(?!立方)|席(?:位)|届时|张家|吨位|倍增)"
)
"""Words that begin like a measure and are none: 人均, 家庭, 个人, 项目."""
