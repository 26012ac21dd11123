package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

  @Test
  void readsBothWaysOfWriting() throws Exception {
    check("postgres://ann:s3cret@db.example:5433/city", "//db.example:5433/city", "ann", "s3cret");
    check(
        "postgresql://ann:p%40ss@db/city?sslmode=require",
        "//db/city?sslmode=require", "ann", "p@ss");
    check(
        "jdbc:postgresql://db/city?user=ann&password=a%2Bb&ssl=true",
        "//db/city?ssl=true", "ann", "a+b");
    check("postgres://ann:a+b@[::1]/city", "//[::1]/city", "ann", "a+b");
  }

  @Test
  void refusesOthersWithoutShowingThePassword() {
    for (String wrong :
        new String[] {
          "mysql://ann:s3cret@db/city",
          "postgres://ann:s3cret@db",
          "postgres://ann:s3cret@db/ci ty",
          "jdbc:postgresql://db?password=s3cret",
          "city"
        }) {
      assertThatThrownBy(() -> DatabaseUrl.parse(wrong))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("--db-url")
          .hasMessageNotContaining("s3cret");
    }
  }

  private static void check(String text, String place, String user, String password)
      throws CannotStart {
    DatabaseUrl read = DatabaseUrl.parse(text);
    assertThat(read.jdbc()).isEqualTo("jdbc:postgresql:" + place);
    assertThat(read.username()).isEqualTo(user);
    assertThat(read.password()).isEqualTo(password);
  }
}
