//! What each check and each condition is called in Chinese, and what to do about it.

use counter_desk::check::{Check, Condition, State};

use super::Language;

pub static LANGUAGE: Language =
    Language { name: name_check, colon: "：", words: word_condition, state: name_state };

fn name_state(state: State) -> &'static str {
    match state {
        State::NotChecked => "未查",
        State::Ok => "正常",
        State::Warning => "注意",
        State::Problem => "有问题",
    }
}

fn name_check(check: Check) -> &'static str {
    match check {
        Check::Versions => "版本",
        Check::Display => "显示器",
        Check::Renderer => "绘图",
        Check::Webkit => "网页组件",
        Check::Window => "窗口",
        Check::Settings => "设置",
        Check::Rights => "权限",
        Check::Disk => "磁盘",
        Check::Clock => "时钟",
        Check::Zone => "时区",
        Check::Keyring => "密钥环",
        Check::Records => "办件数据",
        Check::Centre => "中心文件",
        Check::Office => "后台",
        Check::Certificate => "证书",
        Check::DeviceHost => "设备程序",
        Check::Reader => "读卡器",
        Check::Scanner => "扫描仪",
        Check::Printer => "打印机",
        Check::DocumentWorker => "文书程序",
        Check::Walls => "隔离",
        Check::Fonts => "字体",
        Check::Pdf => "PDF",
    }
}

/// What is said, and what to do; empty where nothing is to be done.
fn word_condition(condition: Condition) -> (&'static str, &'static str) {
    use Condition::*;
    match condition {
        VersionsTold => ("程序 {program}，在 {folder}；系统 {system}", ""),
        SystemUnnamed => ("程序 {program}，在 {folder}；系统没有说自己的名称", ""),
        DisplayAnswers => ("显示器 {name} 有回应", ""),
        DisplayMissing => (
            "这里没有显示器，窗口打不开",
            "到柜台电脑的桌面上打开终端，再检查一次；远程登录进来检查时这样是正常的",
        ),
        DisplaySilent => ("显示器 {name} 没有回应，窗口打不开", "注销后重新登录桌面，再检查一次"),
        DisplayElsewhere => ("显示器 {name} 在另一台电脑上，没有去问", "到柜台电脑前再检查一次"),
        CardDraws => ("由显卡绘图（驱动 {driver}）", ""),
        ProcessorDraws => ("由处理器绘图：没有这里用得上的显卡", ""),
        CardDrawsAsSet => ("由显卡绘图，是设置或环境变量指定的", ""),
        ProcessorDrawsAsSet => ("由处理器绘图，是设置或环境变量指定的", ""),
        CardClosed => (
            "有显卡（驱动 {driver}），但当前用户没有权限使用，改由处理器绘图",
            "请管理员把当前用户加入 render 组，重新登录",
        ),
        RendererUnseen => ("没有显示器可问，由谁绘图没有查", ""),
        WebkitFine => ("WebKitGTK {version}，够新", ""),
        WebkitOld => (
            "WebKitGTK {version} 太旧，需要 {wanted} 或更新的版本",
            "请管理员更新系统的 libwebkit2gtk-4.1",
        ),
        WebkitUnknown => ("读不出 WebKitGTK 的版本", "请管理员重新安装系统的 libwebkit2gtk-4.1"),
        WindowClosed => ("没有开着的窗口", ""),
        WindowOpen => ("窗口正开着：办件数据和设备由它使用，这次不去碰", ""),
        WindowUnknown => ("不知道有没有开着的窗口（{cause}），办件数据和设备不去碰", ""),
        SettingsRead => ("设置读得出来（没有设置文件时用默认值）", ""),
        SettingsUnreadable => (
            "设置文件读不出来，在 {folder}",
            "不要删除；请技术人员修好 settings.json，窗口里不能覆盖它",
        ),
        RightsFine => ("文件夹都能写，数据库和钥匙文件别的用户读不到", ""),
        RunAsRoot => (
            "这次是用 root 检查的：说的是 root 的文件夹，不是办事员的",
            "用办事员的账号登录，不加 sudo，再检查一次",
        ),
        PathForeign => (
            "{path} 属于另一个用户",
            "请管理员把它改归使用这个窗口的用户（chown）；以后不要用 sudo 打开窗口",
        ),
        FolderClosed => {
            ("当前用户不能在 {path} 里写文件", "请管理员查这个文件夹的权限和磁盘是否只读")
        }
        FileOpenToOthers => ("别的用户读得到 {path}", "执行 chmod 600，只留自己读写"),
        RightsUntried => ("{path} 能不能写没有查成（{cause}）", ""),
        DiskFine => ("还剩 {free}，共 {whole}", ""),
        DiskLow => ("磁盘快满了：还剩 {free}，共 {whole}", "请技术人员清理磁盘，先不要动办件数据"),
        DiskFull => (
            "磁盘几乎没有地方了：还剩 {free}，共 {whole}，新的材料可能存不下",
            "马上请技术人员清理磁盘，不要动办件数据",
        ),
        DiskUnknown => ("{path} 所在的磁盘还剩多少，系统没有说", ""),
        ClockAgrees => ("和后台的时间相符", ""),
        ClockBehind => ("比后台慢 {minutes} 分钟", "请管理员打开系统的自动对时"),
        ClockAhead => ("比后台快 {minutes} 分钟", "请管理员打开系统的自动对时"),
        ClockSetBack => {
            ("比以前在这里记下的时间早 {minutes} 分钟", "核对日期和时间，请管理员打开自动对时")
        }
        ClockAbsurd => (
            "电脑的日期（{now}）差得太远，收件时盖不了时间",
            "先把日期和时间改对，再收件；常常关机就错的，请换主板电池",
        ),
        ClockUnconfirmed => {
            ("电脑现在是 {now}（北京时间），没有后台的时间可以对照", "看一眼对不对")
        }
        ZoneBeijing => ("时区 {zone}，是北京时间", ""),
        ZoneOther => (
            "时区是 {zone}，不是北京时间；期限照北京时间算，不受影响",
            "请管理员把系统时区改为 Asia/Shanghai",
        ),
        KeyringAnswers => ("密钥环有回应", ""),
        PassphraseUsed => ("办件数据用口令锁着，不用密钥环", ""),
        KeyringLocked => (
            "密钥环锁着，打开窗口时会要它的口令",
            "用口令登录桌面（不要自动登录），密钥环就会一起打开",
        ),
        KeyringSilent => (
            "没有密钥环回应；第一次打开窗口时会要求设一个口令",
            "想用密钥环的，请管理员安装 gnome-keyring 后重新登录；在桌面以外检查时这样是正常的",
        ),
        KeyringWithheld => (
            "没有密钥环回应，而办件数据的钥匙在密钥环里，现在打不开",
            "登录办事员的桌面后再检查；仍不行请技术人员恢复密钥环，不要重装，也不要删除数据",
        ),
        KeyringUnasked => ("这里没有密钥环回应；窗口开着，它用的密钥环没有查", ""),
        RecordsNone => ("这里没有办件数据", ""),
        RecordsOpen => ("打得开", ""),
        RecordsInUse => ("窗口正在使用，没有打开来查", "要查的，先关窗口"),
        RecordsUnderPassphrase => ("用口令锁着，没有打开来查", "要查的，用 counter verify"),
        RecordsLocked => ("密钥环没有打开，办件数据没有查", "密钥环打开后再检查"),
        RecordsUncopied => ("没有查成（{code}）", "腾出磁盘空间，查过文件夹的权限后再检查"),
        KeyMissing => (
            "有办件数据，但打开它的钥匙不在",
            "不要重装，也不要删除数据；请技术人员找回密钥环，或用中心的恢复钥匙",
        ),
        RecordsNewer => ("办件数据是更新版本的程序写的", "请管理员把程序更新到那个版本或更新"),
        RecordsDamaged => {
            ("打不开（{code}）", "不要删除数据；请技术人员用 counter verify 查看，必要时恢复")
        }
        CentreNone => ("没有加入中心", ""),
        CentreInForce => ("{name} 的中心文件，有效到 {until}", ""),
        CentreEndsSoon => ("{name} 的中心文件 {until} 到期", "请向中心要新的文件"),
        CentreEnded => (
            "{name} 的中心文件 {until} 已经到期；可以照常收件，新的事项包不再采用",
            "请向中心要新的文件",
        ),
        CentreMissing => {
            ("后台是真的，但这台电脑没有加入中心", "用中心给的加入码加入，或请管理员放好中心文件")
        }
        CentreUnreadable => {
            ("中心文件读不出来（{code}）", "请向中心要一份新的；文件没坏的，请更新程序")
        }
        CentreUnbelieved => {
            ("{path} 不可信，不会采用", "请管理员把文件和所在文件夹改归 root 所有，别人不能写")
        }
        CentreSealed => {
            ("加入没加入中心，记在没有打开的办件数据里，没有查", "在窗口的设置里（Alt+8）看")
        }
        OfficeAnswers => ("{name}（{address}）有回应", ""),
        TrialAnswers => ("{name}（{address}）有回应，说自己是试用后台", ""),
        OfficeOwnTrial => (
            "没有设置后台：窗口打开后是试用，后台由它自己带着",
            "要正式使用的，加入中心或填写后台地址",
        ),
        OfficeSealed => ("后台的地址记在没有打开的办件数据里，没有问", "在窗口的状态栏里看线路"),
        OfficeUnsettled => ("不知道该交给哪个后台，没有问", "先照上面修好设置或中心文件"),
        OfficeAddressUnusable => {
            ("{address} 不是能用的后台地址", "核对地址（https:// 开头，不带账号）")
        }
        OfficeInTheClear => {
            ("{address} 不加密又不在这台电脑上，不会往那里送", "把地址改为 https:// 开头")
        }
        OfficeSilent => (
            "{address} 没有回应（{code}）；可以照常收件，恢复后自动上传",
            "查网线和网络；持续如此请问后台的管理员",
        ),
        OfficeUntrusted => ("{address} 的回应不可信，没有当作后台", "照下面“证书”一项处理"),
        OfficeBarred => {
            ("{address} 前面的网关挡住了（{code}）", "先完成上网登录；持续如此请网络管理员放行")
        }
        OfficeFaulty => ("{address} 有回应，但出错了（{code}）", "请问后台的管理员"),
        OfficeIsAnother => (
            "{address} 有回应，但不是这台电脑认得的后台，不会往那里送",
            "核对地址，问中心是否换了后台",
        ),
        CertificateTrusted => ("后台的证书被这台电脑信任", ""),
        CertificatePinned => ("后台的证书和中心文件里写的相符", ""),
        CertificateUnneeded => ("后台在这台电脑上，不用证书", ""),
        CertificateRefused => (
            "后台的证书不被信任，或和中心文件里写的不符",
            "先核对电脑的日期；日期对的，请问中心后台的证书是否换了",
        ),
        CertificateUnseen => ("没有见到后台的证书", ""),
        HostAnswers => ("设备程序有回应", ""),
        HostSilent => (
            "{path} 没有回应（{code}），读卡、扫描、打印都用不了",
            "请管理员重新安装 counter-workstation",
        ),
        ReaderAnswers => ("{port} 上的读卡器有回应", ""),
        ReaderBusy => ("{port} 正被另一个程序占用", "关掉占用它的程序，再检查一次"),
        ReaderGone => ("{port} 上没有设备", "插好读卡器；换过插口的，在设置里（Alt+8）重新选"),
        ReaderClosed => ("当前用户不能使用 {port}", "请管理员把当前用户加入 dialout 组，重新登录"),
        ReaderSilent => (
            "{port} 打得开，但读卡器没有回应",
            "查读卡器的电源和线；不对的，在设置里（Alt+8）另选端口",
        ),
        ReaderUnset => ("没有设置读卡器", "要读卡的，在设置里（Alt+8）选端口"),
        ReaderInUse => ("读卡器由开着的窗口使用，没有问", "在窗口的状态栏里看"),
        ReaderUnlisted => ("读卡器没有查成", ""),
        ScannerFound => ("{name} 在", ""),
        ScannerGone => {
            ("系统没有列出 {name}", "开扫描仪的电源、插好线；换过的，在设置里（Alt+8）重新选")
        }
        ScanProgramMissing => ("没有 scanimage，扫描用不了", "请管理员安装 sane-utils"),
        ScannerUnset => {
            ("没有设置扫描仪；系统找到 {count} 台", "要扫描的，在设置里（Alt+8）选一台")
        }
        ScannerInUse => ("扫描仪由开着的窗口使用，没有问", "在窗口的状态栏里看"),
        ScannerUnlisted => ("扫描仪没有查成", ""),
        PrinterReady => ("{name} 可以打印", ""),
        PrinterStopped => ("{name} 停用了", "在系统的打印设置里启用它，看有没有卡纸"),
        PrinterGone => (
            "系统没有列出打印机 {name}",
            "查 CUPS 是否在运行、有没有这台打印机；换过的，在设置里（Alt+8）重新选",
        ),
        PrintProgramMissing => ("没有 lp，打印用不了", "请管理员安装 cups-client"),
        PrinterUnset => (
            "没有设置打印机，文书存成 PDF 文件；系统找到 {count} 台",
            "要打印的，在设置里（Alt+8）选一台",
        ),
        PrinterUnsure => ("有打印机 {name}，系统没有说它的状态", "打印一张测试页"),
        PrinterInUse => ("打印机由开着的窗口使用，没有问", "在窗口的设置里（Alt+8）看"),
        PrinterUnlisted => ("打印机没有查成", ""),
        WorkerAnswers => ("文书程序有回应", ""),
        WorkerSilent => (
            "{path} 没有回应（{code}），材料打不开，文书印不出",
            "请管理员重新安装 counter-workstation",
        ),
        WallsWhole => {
            ("打开群众材料的程序隔离好了：碰不到本机的文件和网络（Landlock 第 {landlock} 版）", "")
        }
        WallsWithoutLandlock => (
            "打开群众材料的程序隔离好了，但系统内核没有 Landlock，少一道防护",
            "请管理员换成带 Landlock 的内核（5.13 及以上）",
        ),
        WallsLacking => (
            "打开群众材料的程序没有隔离，有害的材料可能碰到本机的文件和网络",
            "请管理员检查内核的 seccomp，查好之前不打开来历不明的文件",
        ),
        WallsUnknown => ("文书程序没有回应，隔离没有查", ""),
        FontsFound => ("文书用的字体：{families}", ""),
        FontsMissing => ("没有中文字体，文书印不出", "请管理员安装 fonts-noto-cjk"),
        FontsUnknown => ("文书程序没有回应，字体没有查", ""),
        PdfDraws => ("PDF 材料看得到，里面的中文画得出", ""),
        PdfLibraryMissing => (
            "PDF 组件 libpdfium.so 不在程序旁边，PDF 材料打不开",
            "请管理员重新安装 counter-workstation",
        ),
        PdfChineseMissing => ("不带字体的 PDF 里的中文画不出", "请管理员安装 fonts-noto-cjk"),
        PdfUnknown => ("文书程序没有回应，PDF 没有查", ""),
    }
}
