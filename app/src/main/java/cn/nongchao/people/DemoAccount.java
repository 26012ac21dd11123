package cn.nongchao.people;

import cn.nongchao.platform.Text;

/**
 * An account shown on the sign-in page of a demo, and only there. The module that declares the role
 * offers it as a bean and, when the demo is loaded, hires its person ({@link DemoStaff#account}).
 *
 * @param role held by the person
 * @param name of the person
 * @param who what they are and where, as the page says it
 * @param order on the page
 */
public record DemoAccount(String role, String login, String name, Text who, int order) {

  /** Of every demo account. */
  public static final String PASSWORD = "nongchao-demo";

  public String password() {
    return PASSWORD;
  }
}
