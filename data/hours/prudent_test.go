package hours

import "testing"

func TestPrudenceIsForHolidaysNobodyNamed(t *testing.T) {
	const unknown = `; PH unknown "jour férié"; May 01 off`
	for _, c := range []struct{ name, value, want string }{
		{"a usual value", "Mo-Fr 08:30-12:00", "Mo-Fr 08:30-12:00" + unknown},
		{"holidays are named", "Mo-Fr 08:30-12:00; PH off", "Mo-Fr 08:30-12:00; PH off"},
		{"holidays are named among days", "Mo-Fr,PH 08:30-12:00", "Mo-Fr,PH 08:30-12:00"},
		{"holidays of a season are not all", "Mo-Fr 08:30-12:00; Jul-Aug PH 09:00-10:00", "Mo-Fr 08:30-12:00" + unknown + "; Jul-Aug PH 09:00-10:00"},
		{"nor those of a year", "Mo-Fr 08:30-12:00; 2025 PH off", "Mo-Fr 08:30-12:00" + unknown + "; 2025 PH off"},
		{"nor those on Mondays", "Mo-Fr 08:30-12:00; PH Mo 09:00-10:00", "Mo-Fr 08:30-12:00" + unknown + "; PH Mo 09:00-10:00"},
		{"their eves are none", "Mo-Fr 08:30-12:00; PH -1 day 09:00-10:00", "Mo-Fr 08:30-12:00; PH -1 day 09:00-10:00" + unknown},
		{"school holidays are others", "Mo 08:30-12:00; SH off", "Mo 08:30-12:00" + unknown + "; SH off"},
		{"closed days stay closed", "Mo-Fr 08:30-12:00; Sa,Su off", "Mo-Fr 08:30-12:00" + unknown + "; Sa,Su off"},
		{"closed months stay closed", "Mo-Fr 08:30-12:00; Aug off", "Mo-Fr 08:30-12:00" + unknown + "; Aug off"},
		{"dates hold", "Mo-Fr 08:30-12:00; Dec 24,easter +1 day 09:00-10:00", "Mo-Fr 08:30-12:00" + unknown + "; Dec 24,easter +1 day 09:00-10:00"},
		{"periods do not", "Mo 08:30-12:00; Jul-Aug Mo 09:00-10:00", "Mo 08:30-12:00; Jul-Aug Mo 09:00-10:00" + unknown},
		{"times off are not days off", "Mo 08:30-12:00; 10:00-11:00 off", "Mo 08:30-12:00; 10:00-11:00 off" + unknown},
		{"what is said in between is general", "Aug off; Mo 08:30-12:00", "Aug off; Mo 08:30-12:00" + unknown},
		{"1 May is named", "Mo-Fr 08:30-12:00; May 1 10:00-12:00", `Mo-Fr 08:30-12:00; PH unknown "jour férié"; May 01 10:00-12:00`},
		{"1 May of a period is not", "Mo-Fr 08:30-12:00; May 1-8 10:00-12:00", "Mo-Fr 08:30-12:00; May 01-08 10:00-12:00" + unknown},
		{"1 May of one year is not that of others", "Mo-Fr 08:30-12:00; 2025 May 1 10:00-12:00", "Mo-Fr 08:30-12:00" + unknown + "; 2025 May 01 10:00-12:00"},
		{"the Wednesday after a date is no date", "Mo 08:30-12:00; Nov 10 +We 14:00-17:00", "Mo 08:30-12:00; Nov 10 +We 14:00-17:00" + unknown},
		{"a rule and what is added to it stay together", "Mo 08:30-12:00; Su off, Tu 10:00-12:00", "Mo 08:30-12:00; Su off, Tu 10:00-12:00" + unknown},
		{"always", "24/7", "24/7"},
		{"always but", "24/7; Su off", "24/7" + unknown + "; Su off"},
		{"always, by appointment", `24/7 "sur rendez-vous"`, `"sur rendez-vous"` + unknown},
		{"nothing but a closed month", "Aug off", unknown[2:] + "; Aug off"},
		{"nothing but dates", "2026 Nov 11 14:00-16:00; 2026 Dec 9 14:00-16:00", unknown[2:] + "; 2026 Nov 11 14:00-16:00; 2026 Dec 09 14:00-16:00"},
	} {
		rules, err := Parse(c.value)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		before := rules.String()
		if got := rules.Prudent().String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if after := rules.String(); after != before {
			t.Errorf("%s: the rules themselves became %s", c.name, after)
		}
	}
	if got := Rules(nil).Prudent(); got != nil {
		t.Errorf("nothing told became %s", got)
	}
}
