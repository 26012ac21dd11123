package cn.nongchao.proof;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Under which address people come from now on.
 *
 * @param anyway also where it is not one that everybody can reach safely
 */
public record AddressWish(
    @Field(
            zh = "公开地址",
            en = "Public address",
            hintZh = "群众打开本系统的网址，写进每个二维码和公开日志的名称。",
            hintEn = "By which people open this system; it stands in every QR and names the log.")
        @NotBlank
        @Size(max = 120)
        String address,
    @Field(
            zh = "这个地址只在内网能打开，或不是 https，仍然使用",
            en = "Use it though it is not https, or leads nowhere from outside")
        boolean anyway)
    implements Checked {

  private static final Pattern FORM =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]{0,78}[a-z0-9])?(:[1-9][0-9]{0,4})?");

  private static final String FIELD = "address";

  /** As it is kept: small letters, nothing behind the host. */
  public String bare() {
    return address.strip().replaceAll("/+$", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Refusal> unfit() {
    String bare = bare();
    if (!FORM.matcher(bare).matches() || PublicAddress.host(bare).isEmpty()) {
      return List.of(
          Refusal.field(
              FIELD,
              "应写作 https://域名，后面不带路径，如 https://act.example.gov.cn",
              "as https://name, nothing behind it, for example https://act.example.gov.cn"));
    }
    if (anyway) return List.of();
    if (PublicAddress.isInside(bare)) {
      return List.of(
          Refusal.field(
              FIELD,
              "这个地址只有本机或内网能打开，群众的手机扫码打不开；确要使用，请勾选“仍然使用”",
              "only this machine or its own network reaches this address, no phone outside does:"
                  + " tick the box to use it anyway"));
    }
    return bare.startsWith("https:")
        ? List.of()
        : List.of(
            Refusal.field(
                FIELD,
                "地址应以 https:// 开头，否则密码和上报内容在路上能被看到；确要使用，请勾选“仍然使用”",
                "it should be https, or passwords and reports can be read on the way: tick the box"
                    + " to use it anyway"));
  }
}
